import { DAY_MS, HOUR_MS, MINUTE_MS } from './time.ts';

/** What `parseInstant` reads, before it looks whether there is such a day. */
export const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(?:Z|([+-])(\d\d):(\d\d))?)?$/;

/**
 * Reads an instant in ISO 8601: a day, or a day and a time with or without seconds; UTC where no offset stands. Null where
 * it is none, as on 30 February.
 */
export function parseInstant(text: string): number | null {
  const found = INSTANT.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const millisecond = Number((found[7] ?? '0').padEnd(3, '0'));
  if (year === undefined || month === undefined || day === undefined) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return null;
  const offsetMs = (Number(found[9] ?? 0) * HOUR_MS + Number(found[10] ?? 0) * MINUTE_MS) * (found[8] === '-' ? -1 : 1);
  const timeMs = (hour ?? 0) * HOUR_MS + (minute ?? 0) * MINUTE_MS + (second ?? 0) * 1000 + millisecond;
  return daysFromCivil(year, month, day) * DAY_MS + timeMs - offsetMs;
}

/** Days since 1970-01-01 (days-from-civil: H. Hinnant, "chrono-compatible low-level date algorithms", 2013). */
function daysFromCivil(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
