import * as z from 'zod/mini';
import { InputError } from '../sources/input-error.ts';

const WholeNumber = z
  .number({ error: 'must be a whole number from 0' })
  .check(z.refine((value) => Number.isSafeInteger(value) && value >= 0, 'must be a whole number from 0'));
const Name = z
  .string({ error: 'must be a string' })
  .check(z.regex(/^[^|*]{1,256}$/, 'must be 1-256 characters other than | and *'));
const Row = z.object({
  minute: WholeNumber,
  arrival: z.optional(WholeNumber),
  carrier: Name,
  vasid: Name,
  total: WholeNumber,
  codes: z._default(
    z.record(z.string().check(z.regex(/^[0-9]{3,4}$/, 'must have names of three or four digits')), WholeNumber),
    {},
  ),
  reports: z.optional(
    z.record(
      z.string().check(z.regex(/^[A-Za-z]{1,40}$/, 'must have names of letters, as in "Retrieved"')),
      WholeNumber,
    ),
  ),
  batch: z.optional(z.string({ error: 'must be a string' })),
});

/** Submits of one service at one carrier in one minute, as they were counted when they arrived. */
export interface CountRow {
  /** Whole minutes since the epoch. */
  readonly minute: number;
  readonly arrival: number;
  /** Null where the log did not tell, as stored counts may say. */
  readonly carrier: string | null;
  readonly vasid: string | null;
  /** Submits answered, successes too. */
  readonly total: number;
  /** Code → answers. */
  readonly codes: Readonly<Record<string, number>>;
  /** MMStatus of delivery reports → how many; undefined where none came. */
  readonly reports?: Readonly<Record<string, number>> | undefined;
  /** Identity of the delivery; the same one again is not counted. */
  readonly batch: string | undefined;
}

/**
 * Reads one line of counts.
 * @param where the input and the number of the line, for messages
 * @throws InputError that names what is wrong with it
 */
export function readCountRow(line: string, where: string): CountRow {
  const parsed = z.safeParse(Row, jsonOf(line, where), { reportInput: true });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') || 'the row';
    throw new InputError(`${where}: ${path} ${issue?.message}, got ${shown(issue?.input)}`);
  }
  const { minute, arrival = minute, carrier, vasid, total, codes, reports, batch } = parsed.data;
  let ofCodes = 0;
  for (const code in codes) ofCodes += codes[code] ?? 0;
  if (ofCodes > total) throw new InputError(`${where}: codes add up to ${ofCodes}, which is more than total, ${total}`);
  return { minute, arrival, carrier, vasid, total, codes, reports, batch };
}

function jsonOf(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new InputError(`${where}: not JSON, got ${shown(line)}`, { cause });
  }
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
