import type { Catalogue } from '../domain/catalogue.ts';
import type { WatchedCode } from '../domain/detect/step-scope.ts';
import { watchedCodes } from '../domain/detect/watched.ts';
import { catalogueOf } from './extraction.ts';
import { watchOf } from './rules.ts';
import type { Settings } from './settings.ts';

/** What questions need to know beside the counts: what codes mean, and for which of them evidence is gathered. */
export function knowledgeOf(settings: Pick<Settings, 'extraction' | 'rules' | 'maintenance'>): {
  readonly catalogue: Catalogue;
  readonly watched: readonly WatchedCode[];
} {
  return { catalogue: catalogueOf(settings.extraction), watched: watchedCodes(watchOf(settings).rules) };
}
