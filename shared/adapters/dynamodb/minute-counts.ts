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
 * @throws Error where something there is no list of numbers
 */
export function readMinuteCounts(written: Record<string, AttributeValue>): Map<string, number[]> {
  const byMinute = new Map<string, number[]>();
  for (const [key, { S: text }] of Object.entries(written)) {
    const counts = text ? text.split(' ').map(Number) : [];
    if (text === undefined || counts.some(Number.isNaN)) {
      throw new Error(
        `a rollup's ${key} by the minute must be numbers, got ${JSON.stringify(text)}; roll its hour anew`,
      );
    }
    byMinute.set(key, counts);
  }
  return byMinute;
}
