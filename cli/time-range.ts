import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';
import { UsageError } from './exit.ts';

/** A range as the command line gives it. */
export interface RangeOptions {
  readonly from?: string;
  readonly to?: string;
  readonly since?: string;
}

const UNIT_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

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
  const toMs = options.to === undefined ? context.whole.toMs : parseInstant('--to', options.to);
  const fromMs = startOfRange(options, context);
  if (fromMs >= toMs) {
    throw new UsageError(
      `the range ends before it begins: ${new Date(fromMs).toISOString()} to ${new Date(toMs).toISOString()}`,
    );
  }
  return { fromMs, toMs };
}

function startOfRange(options: RangeOptions, { nowMs, whole }: { nowMs: number; whole: TimeRange }): number {
  if (options.since !== undefined) return nowMs - parseDuration('--since', options.since);
  return options.from === undefined ? whole.fromMs : parseInstant('--from', options.from);
}

/** `90m`, `2h` or `7d` in milliseconds. */
export function parseDuration(option: string, text: string): number {
  const [, amount, unit] = /^([0-9]{1,6})([mhd])$/.exec(text) ?? [];
  const unitMs = UNIT_MS[unit ?? ''];
  if (unitMs === undefined)
    throw new UsageError(`${option} must be minutes, hours or days as in 90m, 2h, 7d; got ${text}`);
  return Number(amount) * unitMs;
}

/** An ISO 8601 date or time; UTC where it names no offset. */
export function parseInstant(option: string, text: string): number {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?$/.test(text);
  const hasOffset = isDate || /(?:Z|[+-]\d{2}:\d{2})$/.test(text.slice(10));
  const instantMs = isDate || isTime ? Date.parse(hasOffset ? text : `${text}Z`) : Number.NaN;
  if (Number.isNaN(instantMs)) {
    throw new UsageError(`${option} must be a time as in 2026-11-23 or 2026-11-23T10:42Z; got ${text}`);
  }
  return instantMs;
}
