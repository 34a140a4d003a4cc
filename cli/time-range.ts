import type { TimeRange } from '#shared/pipeline/query.ts';
import { UsageError } from './exit.ts';
import { durationOf, instantOf } from './relative-time.ts';

/** A range as the command line gives it. */
export interface RangeOptions {
  readonly from?: string;
  readonly to?: string;
  readonly since?: string;
}

/**
 * Reads `--from`, `--to` and `--since`.
 * @param context what a missing end stands for
 * @throws UsageError that names the option, what it got and what it takes
 */
export function parseRange(
  options: RangeOptions,
  context: { readonly nowMs: number; readonly whole: TimeRange },
): TimeRange {
  if (options.since !== undefined && options.from !== undefined) {
    throw new UsageError('--since and --from both name the start of the range; give one of them');
  }
  const toMs = options.to === undefined ? context.whole.toMs : parseInstant('--to', options.to, context.nowMs);
  const fromMs = startOfRange(options, context);
  if (fromMs >= toMs) {
    throw new UsageError(
      `the range ends before it begins: ${new Date(fromMs).toISOString()} to ${new Date(toMs).toISOString()}`,
    );
  }
  return { fromMs, toMs };
}

function startOfRange(options: RangeOptions, { nowMs, whole }: { nowMs: number; whole: TimeRange }): number {
  if (options.since !== undefined) return parseInstant('--since', options.since, nowMs);
  return options.from === undefined ? whole.fromMs : parseInstant('--from', options.from, nowMs);
}

/** `90m`, `2h` or `7d` in milliseconds. */
export function parseDuration(option: string, text: string): number {
  const durationMs = durationOf(text);
  if (durationMs === null)
    throw new UsageError(`${option} must be minutes, hours or days as in 90m, 2h, 7d; got ${text}`);
  return durationMs;
}

/** A time as people say it; UTC where it names no offset. */
export function parseInstant(option: string, text: string, nowMs: number = Date.now()): number {
  const instantMs = instantOf(text, nowMs);
  if (instantMs !== null) return instantMs;
  throw new UsageError(
    `${option} must be a time as in 2026-11-23T10:42Z, 2h (ago), 14:00, yesterday 14:00 or monday; got ${text}`,
  );
}
