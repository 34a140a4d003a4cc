import type { Maintenance } from './maintenance.ts';
import { DEFAULT_RULES, type Rule } from './rule.ts';

/** What is watched. */
export interface Watch {
  readonly rules: readonly Rule[];
  /** What is being worked on, and when. */
  readonly maintenance: readonly Maintenance[];
}

/** What is watched where the settings say nothing. */
export const DEFAULT_WATCH: Watch = { rules: DEFAULT_RULES, maintenance: [] };
