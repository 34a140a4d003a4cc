/** Parameters that routes have in common, as they stand after the question mark. */
import * as z from 'zod/mini';
import { SIGNALS } from '../domain/detect/signal.ts';
import { INSTANT, parseInstant } from '../domain/instant.ts';
import { KINDS } from '../domain/model.ts';
import type { OutcomeFilter } from '../domain/outcome.ts';
import { stepFor } from '../domain/report.ts';
import type { Scope } from '../domain/scope.ts';
import {
  DAY_MS,
  formatMinute,
  HOUR_MS,
  MINUTE_MS,
  STEP_MS,
  STEPS,
  type Step,
  startOf,
  wholeSteps,
} from '../domain/time.ts';
import type { TimeRange } from '../pipeline/query.ts';
import { refuseParameter } from './refusal.ts';

const LONGEST_RANGE_DAYS = 400;
const DEFAULT_RANGE_MS = HOUR_MS;
/** Two days and a bit of minutes; an answer of so many steps stays below what a function may answer. */
const MAX_STEPS = 3_000;

const AN_INSTANT = 'must be an instant as in 2026-11-23T10:42Z';

/** An instant as people write it. */
export const InstantParameter = z.pipe(
  z.string(AN_INSTANT).check(z.regex(INSTANT, AN_INSTANT)),
  z.transform((text, { issues }) => {
    const instantMs = parseInstant(text);
    if (instantMs !== null) return instantMs;
    issues.push({ code: 'custom', input: text, message: `${AN_INSTANT}, on a day that there is` });
    return z.NEVER;
  }),
);

/** One of some words. */
export function wordOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, `must be ${words.join(' or ')}`);
}

/** Some of what a pattern allows, with commas between. */
function listOf(item: string, wanted: string) {
  const pattern = new RegExp(`^${item}(?:,${item})*$`);
  return z.pipe(
    z.string(wanted).check(z.regex(pattern, wanted)),
    z.transform((text): ReadonlySet<string> => new Set(text.split(','))),
  );
}

const DimensionValue = z.string().check(z.regex(/^[A-Za-z0-9._:-]{1,64}$/, 'must be 1-64 letters, digits or . _ : -'));

/** The range of a question. */
export const RANGE = {
  from: z.optional(InstantParameter).check(z.describe('start of the range, ISO 8601; default: an hour before its end')),
  to: z.optional(InstantParameter).check(z.describe('end of the range, not in it; default: the end of this minute')),
};

/** Whom a question is about. */
export const SCOPE = {
  vasid: z.optional(DimensionValue).check(z.describe('only this service')),
  carrier: z.optional(DimensionValue).check(z.describe('only this carrier')),
};

/** Which codes it is about. */
export const CODES = {
  code: z
    .optional(listOf('(?:[1-9][0-9]{2,3}|[A-Za-z]{1,40})', 'must be codes or statuses with commas, as in 2568,3520'))
    .check(z.describe('only these codes or statuses, with commas')),
  family: z
    .optional(listOf('[^,]{1,40}', 'must be families of codes with commas, as in authentication,throughput'))
    .check(z.describe('only codes of these families, with commas')),
};

/** Which codes or signals an episode is about. */
export const BROKEN = {
  ...CODES,
  code: z
    .optional(
      listOf(
        `(?:[1-9][0-9]{2,3}|${SIGNALS.join('|')})`,
        `must be codes or signals with commas, as in 2568,no-traffic; signals are ${SIGNALS.join(', ')}`,
      ),
    )
    .check(z.describe(`only of these codes or signals, with commas; signals are ${SIGNALS.join(', ')}`)),
};

/** Which kinds it is about. */
export const KIND = {
  kind: z
    .optional(listOf(`(?:${KINDS.join('|')})`, `must be some of ${KINDS.join(', ')}, with commas`))
    .check(z.describe(`only these kinds, with commas: ${KINDS.join(', ')}`)),
};

/** The step of a line in time. */
export const STEP = {
  step: z
    .optional(wordOf(STEPS))
    .check(z.describe('default: minutes up to six hours, hours up to ten days, then days')),
};

/** A count of rows or lines. */
export function limitOf(most: number, byDefault: number) {
  const wanted = `must be 1-${most}`;
  const count = z.pipe(
    z.string(wanted).check(z.regex(/^[1-9][0-9]{0,3}$/, wanted)),
    z.transform((text, { issues }) => {
      if (Number(text) <= most) return Number(text);
      issues.push({ code: 'custom', input: text, message: wanted });
      return z.NEVER;
    }),
  );
  return z.optional(count).check(z.describe(`at most so many, up to ${most}; default: ${byDefault}`));
}

/** The range of a request in whole minutes; that of its cursor where it has one. */
export function rangeOf(
  {
    from,
    to,
    cursor,
  }: { readonly from?: number | undefined; readonly to?: number | undefined; readonly cursor?: TimeRange | undefined },
  nowMs: number,
): TimeRange {
  const toMs = cursor?.toMs ?? to ?? startOf('minute', nowMs) + MINUTE_MS;
  const fromMs = cursor?.fromMs ?? from ?? toMs - DEFAULT_RANGE_MS;
  if (fromMs >= toMs) throw refuseParameter('from', formatMinute(fromMs), `must be before to, ${formatMinute(toMs)}`);
  if (toMs - fromMs > LONGEST_RANGE_DAYS * DAY_MS)
    throw refuseParameter(
      'from',
      formatMinute(fromMs),
      `must be at most ${LONGEST_RANGE_DAYS} days before to, ${formatMinute(toMs)}; counts are kept no longer`,
    );
  return wholeSteps('minute', { fromMs, toMs });
}

/** The step of a request, or the one that suits the range, and the range in whole steps. */
export function steppedRange(
  step: Step | undefined,
  range: TimeRange,
): { readonly step: Step; readonly range: TimeRange } {
  const chosen = step ?? stepFor(range.fromMs, range.toMs);
  const whole = wholeSteps(chosen, range);
  if ((whole.toMs - whole.fromMs) / STEP_MS[chosen] > MAX_STEPS)
    throw refuseParameter(
      'step',
      chosen,
      `must give at most ${MAX_STEPS} steps; take a longer step or a shorter range`,
    );
  return { step: chosen, range: whole };
}

/** Whom a request is about. */
export function scopeOf({
  vasid,
  carrier,
}: {
  readonly vasid?: string | undefined;
  readonly carrier?: string | undefined;
}): Scope {
  return { vasid: vasid ?? null, carrier: carrier ?? null };
}

/** Which outcomes a request is about. */
export function filterOf(asked: {
  readonly kind?: ReadonlySet<string> | undefined;
  readonly code?: ReadonlySet<string> | undefined;
  readonly family?: ReadonlySet<string> | undefined;
}): OutcomeFilter {
  return { kinds: asked.kind ?? null, codes: asked.code ?? null, families: asked.family ?? null };
}
