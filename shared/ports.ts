/**
 * What the pipeline needs from outside: one to three methods each, owned by the recipes that call them.
 * Every implementation passes the one suite in `test/contracts/`.
 */
import type { ScopeRecord } from './domain/detect/scope-record.ts';
import type { DetectorMemory } from './domain/detector-memory.ts';
import type { Episode } from './domain/episode.ts';
import type { FailedCall } from './domain/failed-call.ts';
import type { Arrivals, LedgerRow } from './domain/ledger.ts';
import type { Marker } from './domain/marker.ts';
import type { Notification } from './domain/message/notification.ts';
import type { LogEvent } from './domain/model.ts';
import type { PartialCount } from './domain/partial.ts';
import type { Rollup } from './domain/roll.ts';
import type { Sample } from './domain/sample.ts';
import type { Silence } from './domain/silence.ts';
import type { Step } from './domain/time.ts';

/** Keeps what deliveries said. */
export interface PartialStore {
  /** Stores all or throws; storing the same again changes nothing. */
  put(partials: readonly PartialCount[]): Promise<void>;
  /** Every partial of a minute and shard that was stored before the call. */
  list(minuteStartMs: number, shard: number): Promise<PartialCount[]>;
}

/** A range of rollups of one dimension, half-open. */
export interface RollupRange {
  readonly dimension: string;
  readonly step: Step;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Keeps the visible counts. */
export interface RollupStore {
  /** Writes over nothing or an older snapshot; `stale` means a newer one is there and stays. */
  put(rollup: Rollup): Promise<'written' | 'stale'>;
  /** Rollups of all shards by time. */
  list(range: RollupRange): Promise<Rollup[]>;
}

/** Remembers which values a dimension has had. */
export interface DimensionStore {
  /** Notes that a value was seen at an instant; first and last are kept whatever the order. */
  see(name: string, value: string, atMs: number): Promise<void>;
  list(name: string): Promise<SeenValue[]>;
}

export interface SeenValue {
  readonly value: string;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
}

/** Keeps each rule's detector between its steps. */
export interface DetectorStore {
  load(rule: string): Promise<DetectorMemory | null>;
  /** Writes over the memory that the step was made from, null for none; `stale` means another step was made meanwhile. */
  save(rule: string, memory: DetectorMemory, before: DetectorMemory | null): Promise<'written' | 'stale'>;
}

/** Keeps what detectors remember of scopes. */
export interface ScopeStore {
  /** Records of those names that have one. */
  load(names: readonly string[]): Promise<Map<string, ScopeRecord>>;
  /** Writes over the record of the minute that the step was made from, null for none; `stale` means it was stepped meanwhile. */
  save(name: string, record: ScopeRecord, beforeMinute: number | null): Promise<'written' | 'stale'>;
}

/** Keeps episodes; those open or with something unsent are at hand, the others by the day they opened. */
export interface EpisodeStore {
  /** Episodes that are open or have an entry in their outbox. */
  listActive(): Promise<Episode[]>;
  /** Episodes that were open at any time in the half-open range, oldest first. */
  listBetween(fromMs: number, toMs: number): Promise<Episode[]>;
  /** The episode of this id; null where there is none. */
  find(id: string): Promise<Episode | null>;
  /** Writes an episode over the version before its own; `stale` means somebody else has changed it. */
  put(episode: Episode): Promise<'written' | 'stale'>;
}

/** Keeps silences, those that are over for a while too. */
export interface SilenceStore {
  /** Writes over the silence of the same id. */
  put(silence: Silence): Promise<void>;
  /** All that are kept, the oldest first. */
  list(): Promise<Silence[]>;
}

/** Keeps markers. */
export interface MarkerStore {
  /** Writing the same again changes nothing. */
  put(marker: Marker): Promise<void>;
  /** Markers of a half-open range, the oldest first. */
  list(range: { readonly fromMs: number; readonly toMs: number }): Promise<Marker[]>;
}

/** Keeps samples of failed messages for some days. */
export interface SampleStore {
  /** Writes over the sample of the same minute, code, service and carrier; 25 at most. */
  put(samples: readonly Sample[]): Promise<void>;
  /** Samples of a code in a half-open range, the oldest first. */
  list(code: number, range: { readonly fromMs: number; readonly toMs: number }): Promise<Sample[]>;
}

/** Brings a notification to people. */
export interface Notifier {
  /** Resolves when it was taken over; rejects when it may not have been, and then it is sent again under the same id. */
  notify(notification: Notification): Promise<void>;
}

/** What came of a claim: nobody had one before; somebody had, and may have sent it before they died; somebody has, or it is done. */
export type Claim = 'first' | 'again' | 'taken';

/** Remembers what a channel has been sent, and keeps what it has not taken yet. */
export interface DeliveryLog {
  /**
   * Claims a message for sending until an instant, and keeps it; `taken` where it was sent, or somebody's claim on it is not over.
   */
  claim(message: KeptMessage, nowMs: number, untilMs: number): Promise<Claim>;
  /** Leaves a claimed message alone until an instant. */
  postpone(message: KeptMessage, untilMs: number): Promise<void>;
  /** Notes that it was sent. */
  noteSent(notificationId: string, atMs: number): Promise<void>;
  /** Messages that were not sent and whose claims are over, in the order in which they came. */
  listUnsent(nowMs: number): Promise<KeptMessage[]>;
}

/** A message for a channel, as it is kept. */
export interface KeptMessage {
  readonly id: string;
  /** When it came. */
  readonly atMs: number;
  readonly text: string;
}

/** The message in which a channel shows an episode, and the version of the episode that it shows. */
export interface LiveMessage {
  /** Slack's name of a message in a channel. */
  readonly ts: string;
  readonly version: number;
}

/** Remembers which message of a channel shows which episode. */
export interface LiveMessageStore {
  load(episodeId: string): Promise<LiveMessage | null>;
  /** Claims the writing of an episode's first message for a minute; `taken` where somebody else has it, or has written it. */
  claim(episodeId: string): Promise<Claim>;
  /** Saves what is shown; a newer version that is saved already stays. */
  save(episodeId: string, message: LiveMessage): Promise<void>;
  forget(episodeId: string): Promise<void>;
}

/** A log group as CloudWatch Logs lists it. */
export interface LogGroup {
  readonly name: string;
  /** False for a class of log groups that takes no subscription filters. */
  readonly takesFilters: boolean;
}

/** Subscription filters of mm7watch on log groups. */
export interface LogSubscriptions {
  list(prefix: string): Promise<LogGroup[]>;
  /** Puts the filter, or puts it again; a log group takes two filters of anybody's. */
  put(logGroup: string): Promise<'subscribed' | 'filter-limit' | 'gone'>;
  /** Takes the filter away; `none` where there is none. */
  remove(logGroup: string): Promise<'removed' | 'none'>;
}

/** Keeps calls that have failed for good. */
export interface FailureStore {
  /** Names of all that are kept, the oldest first. */
  list(): Promise<string[]>;
  /** Null where it is gone or is no failed call. */
  read(name: string): Promise<FailedCall | null>;
  remove(name: string): Promise<void>;
}

/** Calls functions. */
export interface FunctionCaller {
  /** Calls and waits; gives null when all went well, else the error in words. */
  call(functionName: string, payload: unknown): Promise<string | null>;
}

/** An event as reading a log group gives it. */
export interface ReadEvent extends LogEvent {
  readonly logStream: string;
}

/** What is read of a log group, a half-open range of event times. */
export interface LogRange {
  readonly logGroup: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Pattern of CloudWatch Logs; empty for everything. */
  readonly filterPattern: string;
}

/** Reads log groups back. */
export interface LogReader {
  /** The AWS account that a log group belongs to; null where there is no such log group. */
  ownerOf(logGroup: string): Promise<string | null>;
  /** Events page by page; those of a log stream in order. */
  read(range: LogRange): AsyncIterable<readonly ReadEvent[]>;
}

/** How far a backfill has come. */
export interface BackfillProgress {
  readonly begunMs: number;
  /** Everything before this is stored. */
  readonly doneMs: number;
}

/** Remembers how far backfills have come, so that one that broke off goes on where it was. */
export interface BackfillStore {
  load(name: string): Promise<BackfillProgress | null>;
  save(name: string, progress: BackfillProgress, nowMs: number): Promise<void>;
}

/** What CloudWatch says of log groups. */
export interface ArrivalMetrics {
  /** One line for each five minutes of a half-open range, also where nothing arrived. */
  list(logGroup: string, range: { readonly fromMs: number; readonly toMs: number }): Promise<Arrivals[]>;
}

/** Keeps the lines of the ledger. */
export interface LedgerStore {
  /** Writes over what was known of the same five minutes. */
  put(logGroup: string, rows: readonly LedgerRow[]): Promise<void>;
  /** Lines of a half-open range, the oldest first. */
  list(logGroup: string, range: { readonly fromMs: number; readonly toMs: number }): Promise<LedgerRow[]>;
}

/** Writes lines to a log group. */
export interface LogWriter {
  /** Writes a line once at most; rejects where it is not known whether it was written. */
  write(message: string, atMs: number): Promise<void>;
}

/** Remembers the canary's lines. */
export interface CanaryStore {
  /** False where the line of a minute is claimed already. */
  claim(minuteStartMs: number): Promise<boolean>;
  noteWritten(minuteStartMs: number): Promise<void>;
  /** Minutes of a half-open range whose line was written. */
  listWritten(range: { readonly fromMs: number; readonly toMs: number }): Promise<number[]>;
}
