/**
 * The nouns of the pipeline in the order of the flow:
 * LogEvent → StatusEvent → PartialCount → Rollup → Finding → Episode → Notification → Report.
 * This file holds the first two; each later noun stands in the file of the stage that makes it.
 */

/** What an MM7 status is about; only `submit` counts towards submit rates and only `delivery-report` towards delivery rates. */
export const KINDS = ['submit', 'delivery-report', 'read-reply', 'cancel', 'replace', 'ack', 'transport'] as const;
export type Kind = (typeof KINDS)[number];

/** Why a log event that speaks of a status gave none. */
export const DEFECTS = ['truncated', 'unattributed'] as const;
export type DefectKind = (typeof DEFECTS)[number];

/** Whether a kind is that of a defect, which says nothing of MM7. */
export function isDefect(kind: string): kind is DefectKind {
  return DEFECTS.some((defect) => defect === kind);
}

/** One log event as CloudWatch Logs delivers it. `id` is a string of 56 digits and never a number. */
export interface LogEvent {
  readonly id: string;
  readonly timestampMs: number;
  readonly message: string;
  /**
   * The message as JSON writes it, where it came so: enough to see that it says nothing of MM7, since no
   * sign of that is lost in writing it, without the cost of reading it.
   */
  readonly written?: Written;
}

/** A message as JSON writes it: a piece of a delivery, from an offset to before another. */
export interface Written {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Where the first letters stand that may end a sign of MM7 (`SIGN` in extract/relevance.ts); null where none do. */
  readonly signAt: number | null;
  /** Whether markup or an escape that may hide a letter begins in it. */
  readonly isMarked: boolean;
}

/** Events of one log stream, in order, as one delivery brought them. */
export interface LogBatch {
  /** The AWS account that owns the log group; `local` for files. */
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly events: readonly LogEvent[];
  /** Events at the head that the batch before held already, given once more since a message in them was still open. */
  readonly carriedEvents?: number;
}

/** One status read out of a log event: an allow-list of values that can hold no personal data. */
export interface StatusEvent {
  /** The log event that holds the status. */
  readonly eventId: string;
  readonly timestampMs: number;
  readonly kind: Kind;
  /** 1000–9999; null for kinds without a code and for a code that is none (counted as invalid). */
  readonly code: number | null;
  /** MMStatus of a report, HTTP status of a transport failure, else null. */
  readonly status: string | null;
  readonly vasid: string | null;
  readonly carrier: string | null;
}

/** A log event that holds a status which cannot be read or told. */
export interface Defect {
  readonly eventId: string;
  readonly timestampMs: number;
  readonly defect: DefectKind;
  /** What the line looks like with letters as `a` and digits as `0`; never the line itself; at most 120 characters. */
  readonly shape: string;
}
