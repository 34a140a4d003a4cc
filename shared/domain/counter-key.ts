import type { Kind, StatusEvent } from './model.ts';

/** What a count counts: one kind with one code or status, for one service at one carrier. */
export interface Counted {
  /** Null where the log did not tell. */
  readonly vasid: string | null;
  readonly carrier: string | null;
  /** A kind of MM7 status, or a defect of the line. */
  readonly kind: string;
  /** A code, a report's status or an HTTP status; empty where there was none that could be read. */
  readonly outcome: string;
}

/** Under this name the values of a dimension beyond its bound are counted together. */
export const OTHER = 'other';

const DIMENSION_GRAMMAR = /^[A-Za-z0-9._:-]{1,64}$/;
const OUTCOME_GRAMMAR = /^(?:[1-9][0-9]{2,3}|[A-Za-z]{1,40})?$/;

/**
 * Counter key `vasid|carrier|kind|outcome` of a status. Values outside their grammar are `other`: extraction refuses them
 * already, and this keeps a separator or a secret out of the table should it ever fail to.
 */
export function counterKeyOf(event: StatusEvent): string {
  const outcome = event.code === null ? (event.status ?? '') : String(event.code);
  return formatCounterKey({
    vasid: event.vasid,
    carrier: event.carrier,
    kind: event.kind,
    outcome: OUTCOME_GRAMMAR.test(outcome) ? outcome : OTHER,
  });
}

/** Writes a counter key; absent dimensions are empty. */
export function formatCounterKey(counted: Counted): string {
  return `${dimensionValue(counted.vasid)}|${dimensionValue(counted.carrier)}|${counted.kind}|${counted.outcome}`;
}

/** Reads a counter key back; throws on a string that is none, since only `formatCounterKey` makes them. */
export function parseCounterKey(key: string): Counted {
  const [vasid, carrier, kind, outcome] = key.split('|');
  if (vasid === undefined || carrier === undefined || kind === undefined || outcome === undefined) {
    throw new Error(`a counter key has the form vasid|carrier|kind|outcome, got ${JSON.stringify(key)}`);
  }
  return { vasid: vasid || null, carrier: carrier || null, kind, outcome };
}

/** The key of a rollup's counter: `submit|2568`. */
export function outcomeKey(kind: Kind | string, outcome: string): string {
  return `${kind}|${outcome}`;
}

function dimensionValue(value: string | null): string {
  if (value === null) return '';
  return DIMENSION_GRAMMAR.test(value) ? value : OTHER;
}
