import { type Catalogue, describeCode, describeReportStatus } from './catalogue.ts';

/** One status of one kind, as rollups count it. */
export interface Outcome {
  readonly kind: string;
  /** Code, MMStatus or HTTP status as text; empty where it could not be read. */
  readonly outcome: string;
}

/** What an outcome means. */
export interface Meaning {
  /** The provider's words; empty where the catalogue has none. */
  readonly text: string;
  readonly family: string;
  readonly actor: string;
  readonly retry: string;
}

/** Which outcomes are asked for; null asks for all. */
export interface OutcomeFilter {
  readonly kinds: ReadonlySet<string> | null;
  readonly codes: ReadonlySet<string> | null;
  readonly families: ReadonlySet<string> | null;
}

/** Asks for everything. */
export const ANY_OUTCOME: OutcomeFilter = { kinds: null, codes: null, families: null };

/** The code of a submit that was accepted. */
export const SUCCESS = '1000';

/** Reads the key of a rollup's counter, `submit|2568`. */
export function parseOutcomeKey(key: string): Outcome {
  const at = key.indexOf('|');
  return { kind: key.slice(0, at), outcome: key.slice(at + 1) };
}

/** Whether an outcome is asked for. */
export function passes({ kinds, codes, families }: OutcomeFilter, asked: Outcome, catalogue: Catalogue): boolean {
  return (
    (kinds === null || kinds.has(asked.kind)) &&
    (codes === null || codes.has(asked.outcome)) &&
    (families === null || families.has(meaningOf(asked, catalogue).family))
  );
}

/** What an outcome means, whose job it is and whether retrying helps. */
export function meaningOf({ kind, outcome }: Outcome, catalogue: Catalogue): Meaning {
  if (kind === 'transport') {
    const text = outcome === '' ? 'no answer' : `HTTP ${outcome}, no MM7 status`;
    return { text, family: 'transport', actor: 'you', retry: 'yes' };
  }
  if (outcome === '') return { text: 'unreadable', family: '', actor: '', retry: '' };
  if (kind === 'delivery-report' || kind === 'read-reply') {
    const status = describeReportStatus(outcome);
    return { text: status?.text ?? '', family: status?.group ?? '', actor: '', retry: '' };
  }
  const code = describeCode(Number(outcome), catalogue);
  return { text: code.text ?? 'not in the catalogue', family: code.family, actor: code.actor, retry: code.retry };
}
