import { type Catalogue, DEFAULT_CATALOGUE } from '../catalogue.ts';
import { type LinkSettings, NO_LINKS } from './links.ts';

/** What texts know beside the episode: the provider's words, and where things are to be looked at. */
export interface Told {
  readonly catalogue: Catalogue;
  readonly links: LinkSettings;
}

/** The published codes, and nowhere to look. */
export const TOLD_PLAINLY: Told = { catalogue: DEFAULT_CATALOGUE, links: NO_LINKS };
