/**
 * The shape of every answer about counts. The API gives them, the command and the page read them, and the OpenAPI document is
 * made from them, so that none can say another thing. Instants are milliseconds since the epoch, shares are 0–1.
 */
import * as z from 'zod/mini';
import { KINDS } from '../domain/model.ts';
import { STEPS } from '../domain/time.ts';

const Count = z.int().check(z.gte(0));
const Share = z.number().check(z.gte(0), z.lte(1));

/** Milliseconds since the epoch. */
export const Instant = z.int().check(z.describe('milliseconds since 1970-01-01T00:00Z'));

/** A half-open range of whole minutes. */
export const Range = z.strictObject({ fromMs: Instant, toMs: Instant });

/** Whom an answer is about; null stands for all. */
export const ScopeShape = z.strictObject({ vasid: z.nullable(z.string()), carrier: z.nullable(z.string()) });

/** What an answer says of its counts. */
const COUNTED = {
  range: Range,
  /** False while minutes of the range are still filling. */
  complete: z.boolean().check(z.describe('false while minutes of the range are still filling')),
  completeUntilMs: Instant.check(z.describe('minutes before it are complete, later ones are still filling')),
};

/** Where there is more: the same question with this as `cursor`. */
const PAGED = { nextCursor: z.nullable(z.string()).check(z.describe('null on the last page')) };

/** A line of the table by code. */
export const CodeRow = z.strictObject({
  kind: z.enum(KINDS),
  outcome: z.string().check(z.describe('code, MMStatus or HTTP status; empty where it could not be read')),
  count: Count,
  share: Share.check(z.describe('of all statuses of this kind in the scope, whatever else is filtered')),
  text: z.string().check(z.describe("the provider's words; empty where the catalogue has none")),
  family: z.string(),
  actor: z.string().check(z.describe('who can end it')),
  retry: z.string().check(z.describe('whether sending the same again can succeed')),
});

/** `/v1/codes`: how often each outcome stood in the logs. */
export const CodesAnswer = z.strictObject({ ...COUNTED, scope: ScopeShape, rows: z.array(CodeRow), ...PAGED });
export type CodesAnswer = z.output<typeof CodesAnswer>;

/** A line in time; its lists are as long as `startsMs`. */
export const Line = z.strictObject({
  group: z.nullable(z.string()).check(z.describe('null where the log does not tell; empty for an unreadable outcome')),
  total: Count,
  counts: z.array(Count),
  expected: z
    .nullable(z.array(z.number()))
    .check(z.describe('errors that detection expects; null where no rule watches all that is counted here')),
  plausible: z.nullable(z.array(z.number())).check(z.describe('up to so many errors are still usual')),
});

/** `/v1/series`: counts step by step, in columns: the nth of each list belongs to the nth start. */
export const SeriesAnswer = z.strictObject({
  ...COUNTED,
  scope: ScopeShape,
  step: z.enum(STEPS),
  by: z.nullable(z.enum(['code', 'family', 'kind', 'vasid', 'carrier'])),
  startsMs: z.array(Instant),
  messages: z
    .array(Count)
    .check(z.describe('all statuses of the kinds in the scope, whatever code is filtered: what errors are a share of')),
  lines: z
    .array(Line)
    .check(z.describe('the largest first; what is beyond `limit` is added up in a last line of the group `other`')),
});
export type SeriesAnswer = z.output<typeof SeriesAnswer>;

/** A line of a table by service or by carrier. */
export const BreakdownRow = z.strictObject({
  value: z.nullable(z.string()).check(z.describe('null for what the log does not attribute')),
  submits: Count,
  errors: Count.check(z.describe('submits that failed; only those of the codes and families that are asked for')),
  errorShare: Share,
  codes: z
    .array(z.strictObject({ code: z.string(), count: Count }))
    .check(z.describe('the errors by code, the most frequent first')),
});

/** `/v1/breakdown`: submits and errors by service or by carrier, the most errors first. */
export const BreakdownAnswer = z.strictObject({
  ...COUNTED,
  scope: ScopeShape,
  by: z.enum(['vasid', 'carrier']),
  rows: z.array(BreakdownRow),
  ...PAGED,
});
export type BreakdownAnswer = z.output<typeof BreakdownAnswer>;

/** What became of the messages of one carrier or service. */
export const FunnelRow = z.strictObject({
  value: z.nullable(z.string()).check(z.describe('null for what the log does not attribute')),
  submitted: Count,
  accepted: Count,
  refused: Count.check(z.describe('submitted and not accepted')),
  delivered: Count.check(z.describe('by delivery report')),
  failed: Count.check(z.describe('by delivery report')),
  unknown: Count.check(z.describe('by delivery report: the operator could not tell')),
  pending: z
    .nullable(Count)
    .check(
      z.describe(
        'accepted, and no last report came yet; never below zero; null where reports do not tell whose they are',
      ),
    ),
});

/** `/v1/funnel`: submitted, accepted, then delivered, failed or pending; `total` is over all carriers and services. */
export const FunnelAnswer = z.strictObject({
  ...COUNTED,
  scope: ScopeShape,
  by: z.enum(['vasid', 'carrier']),
  total: FunnelRow,
  rows: z.array(FunnelRow),
});
export type FunnelAnswer = z.output<typeof FunnelAnswer>;

/** What became of the events of a log group. */
export const QualityRow = z.strictObject({
  logGroup: z.string(),
  seen: Count,
  matched: Count.check(z.describe('events that gave a status')),
  ignored: Count.check(z.describe('events that say nothing of a status')),
  invalid: Count.check(z.describe('statuses whose code could not be read')),
  truncated: Count.check(z.describe('events cut off before the status')),
  unattributed: Count.check(z.describe('events that name a status and not what it is of')),
  unknownCode: Count.check(z.describe('statuses with a code that the catalogue does not hold')),
});

/** `/v1/quality`: what could be read of each log group. */
export const QualityAnswer = z.strictObject({ ...COUNTED, rows: z.array(QualityRow) });
export type QualityAnswer = z.output<typeof QualityAnswer>;

/** `/v1/catalog`: what codes mean. */
export const CatalogAnswer = z.strictObject({
  rows: z.array(
    z.strictObject({
      code: z.int(),
      text: z.nullable(z.string()),
      details: z.nullable(z.string()),
      family: z.string(),
      layer: z.enum(['you', 'provider', 'carrier']),
      actor: z.enum(['you', 'provider', 'carrier', 'account-manager', 'nobody']),
      retry: z.enum(['yes', 'no', 'after-fix', 'n/a', 'unknown']),
      basis: z
        .enum(['stated', 'inferred'])
        .check(z.describe("whether actor and retry are the provider's words or our reading of them")),
    }),
  ),
  families: z.array(z.strictObject({ family: z.string(), text: z.nullable(z.string()) })),
  reportStatuses: z.array(
    z.strictObject({
      name: z.string(),
      text: z.string(),
      description: z.string(),
      group: z.string().check(z.describe('delivered, failed, pending or unknown')),
      final: z.boolean(),
    }),
  ),
});
export type CatalogAnswer = z.output<typeof CatalogAnswer>;

/** `/v1/health`: answered only where the table can be read. */
export const HealthAnswer = z.strictObject({
  status: z.literal('ok'),
  nowMs: Instant,
  latestMinuteMs: z
    .nullable(Instant)
    .check(z.describe('start of the last minute that was counted; null for none in three hours')),
  openEpisodes: Count,
  logGroups: Count,
});
export type HealthAnswer = z.output<typeof HealthAnswer>;
