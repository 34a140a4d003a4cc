/** The shape of every answer about episodes and of what people do to them. */
import * as z from 'zod/mini';
import { Instant, Range, ScopeShape } from './answers.ts';

const Contributions = z
  .array(z.strictObject({ value: z.string(), share: z.number() }))
  .check(z.describe('part of the increase that each brought, the largest first'));

/** An episode as it is told to whoever asks. */
export const EpisodeShape = z.strictObject({
  id: z.string(),
  title: z.string().check(z.describe('what broke, for whom')),
  rule: z.string(),
  severity: z.enum(['critical', 'warning']),
  codes: z.array(z.int()),
  scope: ScopeShape,
  state: z.enum(['open', 'resolved']),
  sinceMs: Instant.check(z.describe('start of the first bad minute')),
  openedMs: Instant.check(z.describe('when it was noticed')),
  resolvedMs: z.nullable(Instant),
  errors: z.int(),
  messages: z.int(),
  usualShare: z.number().check(z.describe('share of errors that was expected when it opened')),
  evidence: z
    .nullable(z.strictObject({ alternative: z.string(), plausibleShare: z.number() }))
    .check(z.describe('what carried the evidence; null of a plain bound')),
  byVasid: Contributions,
  byCarrier: Contributions,
  history: z.array(z.strictObject({ atMs: Instant, reason: z.string(), scope: ScopeShape, codes: z.array(z.int()) })),
  quiet: z.nullable(z.enum(['staged', 'maintenance'])).check(z.describe('why nobody is told; null where people are')),
  lostLogs: z
    .nullable(z.strictObject({ logGroup: z.string(), toMs: Instant, repair: z.string() }))
    .check(z.describe('of an episode about log events that were not counted')),
});
export type EpisodeShape = z.output<typeof EpisodeShape>;

/** `/v1/episodes`: those that were open at any time in a range, the oldest first. */
export const EpisodesAnswer = z.strictObject({
  range: Range,
  rows: z.array(EpisodeShape),
  nextCursor: z.nullable(z.string()).check(z.describe('null on the last page')),
});
export type EpisodesAnswer = z.output<typeof EpisodesAnswer>;

/** `/v1/episodes/{id}`, and what acknowledging one answers. */
export const EpisodeAnswer = z.strictObject({ episode: EpisodeShape });
export type EpisodeAnswer = z.output<typeof EpisodeAnswer>;

/** What hides notifications of episodes that it fits, until it expires; null fits all. */
export const SilenceShape = z.strictObject({
  id: z.string(),
  rule: z.nullable(z.string()),
  code: z.nullable(z.int()),
  vasid: z.nullable(z.string()),
  carrier: z.nullable(z.string()),
  by: z.string(),
  reason: z.string(),
  createdMs: Instant,
  expiresMs: Instant,
});
export type SilenceShape = z.output<typeof SilenceShape>;

/** `GET /v1/silences`: those that hold now. */
export const SilencesAnswer = z.strictObject({ rows: z.array(SilenceShape) });
export type SilencesAnswer = z.output<typeof SilencesAnswer>;

/** What `POST` and `DELETE /v1/silences` answer. */
export const SilenceAnswer = z.strictObject({ silence: SilenceShape });
export type SilenceAnswer = z.output<typeof SilenceAnswer>;

/** Something that people did, to be seen in charts and episodes. */
export const MarkerShape = z.strictObject({
  id: z.string(),
  atMs: Instant,
  text: z.string(),
  vasid: z.nullable(z.string()),
  carrier: z.nullable(z.string()),
  by: z.string(),
});
export type MarkerShape = z.output<typeof MarkerShape>;

/** `GET /v1/markers`: those of a range, the oldest first. */
export const MarkersAnswer = z.strictObject({ range: Range, rows: z.array(MarkerShape) });
export type MarkersAnswer = z.output<typeof MarkersAnswer>;

/** What `POST /v1/markers` answers. */
export const MarkerAnswer = z.strictObject({ marker: MarkerShape });
export type MarkerAnswer = z.output<typeof MarkerAnswer>;
