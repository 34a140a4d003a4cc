import { DAY_MS } from '#shared/domain/time.ts';

const ISO = /(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?/;
const SYSLOG = /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2})/;
const CLF = /\[(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{4})\]/;
const EPOCH = /^\[?(\d{10}(?:\.\d{1,9})?|\d{13})\b/;
const JSON_TIME =
  /"(?:@?timestamp|time|ts|datetime|asctime|eventTime)"\s{0,4}:\s{0,4}(?:"([^"]{1,40})"|(\d{9,16}(?:\.\d{1,9})?))/i;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Instants from 2000 to 2100; a number outside of it is no time. */
const EARLIEST_MS = Date.UTC(2000);
const LATEST_MS = Date.UTC(2100);

/**
 * The time a line states: a JSON field, ISO 8601 and its kin, syslog, the common log format, seconds or milliseconds since
 * the epoch. A time without a zone is UTC; syslog's missing year is that of `nowMs`, or the one before.
 */
export function timeOfLine(line: string, nowMs: number): number | null {
  const instantMs = line.startsWith('{') ? (timeOfJson(line) ?? timeOfText(line, nowMs)) : timeOfText(line, nowMs);
  return instantMs !== null && instantMs >= EARLIEST_MS && instantMs < LATEST_MS ? instantMs : null;
}

function timeOfJson(line: string): number | null {
  const [, text, number] = JSON_TIME.exec(line.slice(0, 4096)) ?? [];
  if (number !== undefined) return epochMs(Number(number));
  return text === undefined ? null : timeOfIso(text);
}

function timeOfText(line: string, nowMs: number): number | null {
  const head = line.slice(0, 200);
  const epoch = EPOCH.exec(head)?.[1];
  if (epoch !== undefined) return epochMs(Number(epoch));
  return timeOfSyslog(head, nowMs) ?? timeOfClf(head) ?? timeOfIso(head);
}

function epochMs(value: number): number {
  return Math.floor(value > 1e14 ? value / 1000 : value > 1e11 ? value : value * 1000);
}

function timeOfIso(text: string): number | null {
  const [, year, month, day, time, fraction = '0', zone = 'Z'] = ISO.exec(text) ?? [];
  if (year === undefined) return null;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return parsed(`${year}-${month}-${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
}

function timeOfSyslog(head: string, nowMs: number): number | null {
  const [, month = '', day = '', time] = SYSLOG.exec(head) ?? [];
  if (!MONTHS.includes(month)) return null;
  const inYear = (year: number) => parsed(`${year}-${numberOf(month)}-${day.padStart(2, '0')}T${time}Z`);
  const year = new Date(nowMs).getUTCFullYear();
  const thisYearMs = inYear(year);
  return thisYearMs !== null && thisYearMs > nowMs + DAY_MS ? inYear(year - 1) : thisYearMs;
}

function timeOfClf(head: string): number | null {
  const [, day, month = '', year, time, zone = ''] = CLF.exec(head) ?? [];
  if (!MONTHS.includes(month)) return null;
  return parsed(`${year}-${numberOf(month)}-${day}T${time}${zone.slice(0, 3)}:${zone.slice(3)}`);
}

function numberOf(month: string): string {
  return String(MONTHS.indexOf(month) + 1).padStart(2, '0');
}

function parsed(text: string): number | null {
  const instantMs = Date.parse(text);
  return Number.isNaN(instantMs) ? null : instantMs;
}
