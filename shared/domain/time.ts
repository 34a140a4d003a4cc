/**
 * Instants are milliseconds since the epoch; minutes, hours and days are those of UTC and written as ISO 8601 writes them.
 * The calendar is computed here, since the domain has no clock and no `Date`
 * (civil-from-days: H. Hinnant, "chrono-compatible low-level date algorithms", 2013).
 */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Lengths of time by which counts are folded and asked for. */
export const STEPS = ['minute', 'hour', 'day'] as const;
export type Step = (typeof STEPS)[number];
export const STEP_MS: Readonly<Record<Step, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

/** Start of the minute, hour or day in which an instant lies. */
export function startOf(step: Step, instantMs: number): number {
  return Math.floor(instantMs / STEP_MS[step]) * STEP_MS[step];
}

/** A range widened to whole minutes, hours or days. */
export function wholeSteps(
  step: Step,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): { fromMs: number; toMs: number } {
  return { fromMs: startOf(step, fromMs), toMs: startOf(step, toMs + STEP_MS[step] - 1) };
}

/** `2026-11-23` of an instant. */
export function formatDay(instantMs: number): string {
  const days = Math.floor(instantMs / DAY_MS) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `10:42` of an instant. */
export function formatTimeOfDay(instantMs: number): string {
  const minuteOfDay = Math.floor((((instantMs % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS);
  return `${pad(Math.floor(minuteOfDay / 60), 2)}:${pad(minuteOfDay % 60, 2)}`;
}

/** `2026-11-23T10:42Z` of an instant. */
export function formatMinute(instantMs: number): string {
  return `${formatDay(instantMs)}T${formatTimeOfDay(instantMs)}Z`;
}

/** A length of time as people say it: `45 s`, `12 min`, `3 h 05 min`, `2 d 4 h`. */
export function formatDuration(durationMs: number): string {
  const minutes = Math.round(durationMs / MINUTE_MS);
  if (durationMs < 90_000) return `${Math.round(durationMs / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${pad(minutes % 60, 2)} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** The starts of all steps that touch the half-open range from–to, oldest first. */
export function stepsBetween(step: Step, fromMs: number, toMs: number): number[] {
  const starts: number[] = [];
  for (let startMs = startOf(step, fromMs); startMs < toMs; startMs += STEP_MS[step]) starts.push(startMs);
  return starts;
}

/** Steps as half-open stretches, those that follow each other as one; the steps in order. */
export function stretchesOf(step: Step, startsMs: readonly number[]): { fromMs: number; toMs: number }[] {
  const stretches: { fromMs: number; toMs: number }[] = [];
  for (const startMs of startsMs) {
    const last = stretches.at(-1);
    if (last?.toMs === startMs) last.toMs += STEP_MS[step];
    else stretches.push({ fromMs: startMs, toMs: startMs + STEP_MS[step] });
  }
  return stretches;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
