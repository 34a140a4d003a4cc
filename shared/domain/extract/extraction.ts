import type { Defect, StatusEvent } from '../model.ts';

/** What one batch of log events said; the result of `extract`. */
export interface Extraction {
  /** Statuses in input order; an event may give several. */
  readonly statuses: readonly StatusEvent[];
  readonly defects: readonly Defect[];
  /**
   * Index of the first event of a message that was still open when the batch ended, or null. A reader of files gives the
   * events from here on once more at the head of its next batch, so that a cut between batches costs nothing.
   */
  readonly openFrom: number | null;
}

/** What extraction cannot guess about a site's logs. */
export interface ExtractSettings {
  /** Extra names of fields, beside those of the contract; compared without case, `-` and `_`. */
  readonly codeFields: readonly string[];
  readonly statusFields: readonly string[];
  readonly vasidFields: readonly string[];
  readonly carrierFields: readonly string[];
  /** Carrier id as logged → name under which it is counted, as in `0001890` → `31003`. */
  readonly carrierAliases: ReadonlyMap<string, string>;
}

/** Settings of a site that logs nothing but the published shapes. */
export const DEFAULT_EXTRACT_SETTINGS: ExtractSettings = {
  codeFields: [],
  statusFields: [],
  vasidFields: [],
  carrierFields: [],
  carrierAliases: new Map(),
};
