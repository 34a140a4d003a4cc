import { type Catalogue, DEFAULT_CATALOGUE } from '../catalogue.ts';
import type { Maintenance } from './maintenance.ts';
import { DEFAULT_RULES, type Rule } from './rule.ts';

/** What is watched. */
export interface Watch {
  readonly rules: readonly Rule[];
  /** What is being worked on, and when. */
  readonly maintenance: readonly Maintenance[];
  /** Codes that are no news. */
  readonly catalogue: Catalogue;
}

/** What is watched where the settings say nothing. */
export const DEFAULT_WATCH: Watch = { rules: DEFAULT_RULES, maintenance: [], catalogue: DEFAULT_CATALOGUE };

/** Whether a code is in the catalogue, or named by a rule. */
export function isKnownIn({ rules, catalogue }: Watch): (code: number) => boolean {
  const named = new Set(rules.flatMap(({ codes }) => codes));
  return (code) => catalogue.has(code) || named.has(code);
}
