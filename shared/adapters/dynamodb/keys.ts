/**
 * The one table, its keys and every access pattern.
 *
 * | item           | pk                            | sk                       | written by      | read by                                     |
 * |----------------|-------------------------------|--------------------------|-----------------|---------------------------------------------|
 * | partial        | P#<minute>#<shard>            | b#<parser version>#<hash>| ingest, put     | roll: all of a minute and shard, consistent |
 * | minute rollup  | R#<dimension>#<day>           | <hh:mm>#<shard>[#<part>] | roll, guarded   | detect, query, sweep: a range of minutes    |
 * | hour rollup    | H#<dimension>#<day>           | <hh>#<shard>[#<part>]    | roll, guarded   | roll, query: a range of hours               |
 * | day rollup     | D#<dimension>#<year>          | <mm-dd>#<shard>[#<part>] | roll, guarded   | query: a range of days                      |
 * | detector state | S#<rule>                      | -                        | detect, guarded | detect                                      |
 * | scope's memory | S#scope#<service>|<carrier>   | -                        | detect, guarded | detect: those in reach, in batches          |
 * | episode        | E#<day opened>                | <id>                     | detect, guarded | by id; query: days                          |
 * | active episode | A#open                        | <id>                     | detect          | detect, notify: all                         |
 * | silence        | A#silence                     | <id>                     | detect, command | detect, query: all                          |
 * | marker         | M#<day>                       | <hh:mm>#<hash>           | command         | detect, query: days                         |
 * | sample         | X#<code>#<day>                | <hh:mm>#<vasid>|<carrier>| ingest          | query, command: days                        |
 * | value seen     | V#<dimension name>            | <value>                  | roll            | query: all                                  |
 * | backfill       | B#backfill                    | <name>                   | command         | command: by name                            |
 * | ledger         | L#<log group>#<day>           | <hh:mm>                  | detect          | command: a range of five minutes            |
 * | canary's line  | C#canary                      | <minute>                 | detect, guarded | detect: a range of minutes                  |
 * | delivery       | N#<channel>                   | <notification id>        | notify          | notify: by id                               |
 * | unsent message | N#<channel>#unsent            | <notification id>        | notify, guarded | notify: all of a channel                    |
 * | live message   | N#<channel>#live              | <episode id>             | notify, guarded | notify: by id                               |
 */
import { DAY_MS, formatDay, formatMinute, formatTimeOfDay, STEP_MS, type Step, startOf } from '../../domain/time.ts';

/** The primary key of an item. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export function partialPartition(minuteStartMs: number, shard: number): string {
  return `P#${formatMinute(minuteStartMs)}#${shard}`;
}

export function partialSortKey(parserVersion: number, hash: string): string {
  return `b#${parserVersion}#${hash}`;
}

/** Sort keys of a rollup's parts begin with this; part 0 has nothing after it. */
export function rollupKey(dimension: string, step: Step, startMs: number, shard: number, part: number): ItemKey {
  const suffix = part === 0 ? '' : `#${part}`;
  return { pk: rollupPartition(dimension, step, startMs), sk: `${rollupTime(step, startMs)}#${shard}${suffix}` };
}

/** A partition of rollups and the sort keys to read from it, both ends included. */
export interface PartitionRange {
  readonly pk: string;
  readonly fromSk: string;
  readonly toSk: string;
}

/** Pages of one read follow one another, so that a day of minutes is read in quarters, at once. */
const PIECE_MS: Readonly<Record<Step, number>> = { minute: DAY_MS / 4, hour: DAY_MS, day: DAY_MS };

/** The partitions that hold a half-open range of rollups, in pieces, oldest first. */
export function rollupPartitions(dimension: string, step: Step, fromMs: number, toMs: number): PartitionRange[] {
  const ranges = new Map<string, PartitionRange>();
  const pieceMs = PIECE_MS[step];
  const firstMs = startOf(step, fromMs);
  const lastMs = startOf(step, toMs - 1);
  for (let startMs = Math.floor(firstMs / pieceMs) * pieceMs; startMs <= lastMs; startMs += pieceMs) {
    const pk = rollupPartition(dimension, step, startMs);
    const name = step === 'day' ? pk : String(startMs); // the days of a year are one piece
    const fromSk = ranges.get(name)?.fromSk ?? rollupTime(step, Math.max(startMs, firstMs));
    const lastOfPieceMs = Math.min(startMs + pieceMs - STEP_MS[step], lastMs);
    ranges.set(name, { pk, fromSk, toSk: `${rollupTime(step, lastOfPieceMs)}#~` }); // `~` sorts after digits and `#`
  }
  return [...ranges.values()];
}

export function detectorKey(rule: string): ItemKey {
  return { pk: `S#${rule}`, sk: '-' };
}

export function scopeKey(name: string): ItemKey {
  return { pk: `S#scope#${name}`, sk: '-' };
}

export function episodePartition(openedMs: number): string {
  return `E#${formatDay(openedMs)}`;
}

export function episodeKey(episode: { readonly id: string; readonly openedMs: number }): ItemKey {
  return { pk: episodePartition(episode.openedMs), sk: episode.id };
}

export const ACTIVE_PARTITION = 'A#open';

/** The key of an episode by its id, which begins with the day it opened. */
export function episodeKeyOfId(id: string): ItemKey {
  return { pk: `E#${id.slice(0, 'yyyy-mm-dd'.length)}`, sk: id };
}

export const SILENCE_PARTITION = 'A#silence';

export function markerPartition(atMs: number): string {
  return `M#${formatDay(atMs)}`;
}

export function markerKey(atMs: number, hash: string): ItemKey {
  return { pk: markerPartition(atMs), sk: `${formatTimeOfDay(atMs)}#${hash}` };
}

export function samplePartition(code: number, atMs: number): string {
  return `X#${code}#${formatDay(atMs)}`;
}

export function sampleKey(sample: {
  readonly code: number;
  readonly atMs: number;
  readonly vasid: string | null;
  readonly carrier: string | null;
}): ItemKey {
  const { code, atMs, vasid, carrier } = sample;
  return { pk: samplePartition(code, atMs), sk: `${formatTimeOfDay(atMs)}#${vasid ?? ''}|${carrier ?? ''}` };
}

export function deliveryKey(channel: string, notificationId: string): ItemKey {
  return { pk: `N#${channel}`, sk: notificationId };
}

export function liveMessageKey(channel: string, episodeId: string): ItemKey {
  return { pk: `N#${channel}#live`, sk: episodeId };
}

export function unsentPartition(channel: string): string {
  return `N#${channel}#unsent`;
}

export function seenPartition(name: string): string {
  return `V#${name}`;
}

export function backfillKey(name: string): ItemKey {
  return { pk: 'B#backfill', sk: name };
}

export function ledgerKey(logGroup: string, startMs: number): ItemKey {
  return { pk: `L#${logGroup}#${formatDay(startMs)}`, sk: formatTimeOfDay(startMs) };
}

export function canaryKey(minuteStartMs: number): ItemKey {
  return { pk: 'C#canary', sk: formatMinute(minuteStartMs) };
}

const ROLLUP_LETTER: Readonly<Record<Step, string>> = { minute: 'R', hour: 'H', day: 'D' };

function rollupPartition(dimension: string, step: Step, startMs: number): string {
  const day = formatDay(startMs);
  return `${ROLLUP_LETTER[step]}#${dimension}#${step === 'day' ? day.slice(0, 4) : day}`;
}

function rollupTime(step: Step, startMs: number): string {
  if (step === 'day') return formatDay(startMs).slice(5);
  const time = formatTimeOfDay(startMs);
  return step === 'hour' ? time.slice(0, 2) : time;
}
