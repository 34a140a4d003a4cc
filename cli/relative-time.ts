import { parseInstant } from '#shared/domain/instant.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, startOf } from '#shared/domain/time.ts';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const UNIT_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };
const DAY_AND_TIME = /^(?:([a-z]+)(?:[ ,]+|$))?(?:(\d{1,2}):(\d\d))?$/;
/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4;

/** `90m`, `2h` or `7d` in milliseconds; null where it is none. */
export function durationOf(text: string): number | null {
  const [, amount, unit = ''] = /^([0-9]{1,6})([mhd])$/.exec(text) ?? [];
  return amount === undefined ? null : Number(amount) * (UNIT_MS[unit] ?? 0);
}

/**
 * An instant as people say it, in UTC: ISO 8601, `2h` for two hours ago, `now`, `14:00`, `today`, `yesterday 14:00`, `monday 09:30`
 * for the last Monday there was, today if it is one. Null where it is none.
 */
export function instantOf(text: string, nowMs: number): number | null {
  const said = text.trim().toLowerCase();
  const agoMs = durationOf(said);
  if (agoMs !== null) return nowMs - agoMs;
  if (said === 'now') return nowMs;
  const written = parseInstant(text.trim().replace(' ', 'T'));
  if (written !== null) return written;
  const [, day, hour, minute] = DAY_AND_TIME.exec(said) ?? [];
  if (day === undefined && hour === undefined) return null;
  const dayMs = dayOf(day ?? 'today', nowMs);
  if (dayMs === null || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return null;
  return dayMs + Number(hour ?? 0) * HOUR_MS + Number(minute ?? 0) * MINUTE_MS;
}

function dayOf(word: string, nowMs: number): number | null {
  const todayMs = startOf('day', nowMs);
  if (word === 'today') return todayMs;
  if (word === 'yesterday') return todayMs - DAY_MS;
  const wanted = WEEKDAYS.indexOf(word);
  if (wanted < 0) return null;
  const today = (todayMs / DAY_MS + EPOCH_WEEKDAY) % 7;
  return todayMs - ((today - wanted + 7) % 7) * DAY_MS;
}
