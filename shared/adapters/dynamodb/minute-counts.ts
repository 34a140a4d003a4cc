import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ByMinute } from '../../domain/roll.ts';

/** How an hour's item holds its counts by the minute: each key's in one string, `0 0 41 7`, which people can read too. */

/** What is written of some of an hour's keys. */
export function writeMinuteCounts(byMinute: ByMinute, keys: Iterable<string>): Map<string, string> {
  const written = new Map<string, string>();
  for (const key of keys) written.set(key, byMinute.get(key)?.join(' ') ?? '');
  return written;
}

/**
 * What stands in an item.
 * @throws Error where something there is no list of counts
 */
export function readMinuteCounts(written: Record<string, AttributeValue>): Map<string, number[]> {
  const byMinute = new Map<string, number[]>();
  for (const [key, { S: text }] of Object.entries(written)) {
    const counts = text === undefined ? null : countsIn(text);
    if (counts === null) {
      throw new Error(
        `a rollup's ${key} by the minute must be counts, got ${JSON.stringify(text)}; roll its hour anew`,
      );
    }
    byMinute.set(key, counts);
  }
  return byMinute;
}

const BLANK = 32;
const ZERO = 48;

/** Whole numbers with a blank between them, of which a day holds tens of thousands; null where anything else stands there. */
function countsIn(text: string): number[] | null {
  const counts: number[] = [];
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) count = count * 10 + digit;
    else if (text.charCodeAt(at) !== BLANK) return null;
    else {
      counts.push(count);
      count = 0;
    }
  }
  if (text !== '') counts.push(count);
  return counts;
}
