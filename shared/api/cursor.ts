import * as z from 'zod/mini';
import type { TimeRange } from '../pipeline/query.ts';

/** Where a page begins, and of which range, so that pages that follow are of the same range though time goes on. */
export interface Cursor extends TimeRange {
  readonly offset: number;
}

const WRITTEN = /^(-?[0-9a-z]{1,10})\.(-?[0-9a-z]{1,10})\.([0-9a-z]{1,5})$/;
const WANTED = 'must be the nextCursor of the answer before';
const RADIX = 36;

/** Which page is wanted. */
export const CURSOR = {
  cursor: z
    .optional(
      z.pipe(
        z.string(WANTED).check(z.regex(WRITTEN, WANTED)),
        z.transform((text): Cursor => {
          const [fromMs = 0, toMs = 0, offset = 0] = text.split('.').map((number) => Number.parseInt(number, RADIX));
          return { fromMs, toMs, offset };
        }),
      ),
    )
    .check(
      z.describe(
        'nextCursor of the answer before, for what follows; it holds the range, the rest is asked for as before',
      ),
    ),
};

/** A page of rows, and where the next one begins; null where there is none. */
export function pageOf<Row>(
  rows: readonly Row[],
  { range, cursor, limit }: { readonly range: TimeRange; readonly cursor: Cursor | undefined; readonly limit: number },
): { rows: Row[]; nextCursor: string | null } {
  const from = cursor?.offset ?? 0;
  const next = from + limit;
  const written = [range.fromMs, range.toMs, next].map((number) => number.toString(RADIX)).join('.');
  return { rows: rows.slice(from, next), nextCursor: next < rows.length ? written : null };
}
