/** The shape of every answer about episodes and of what people do to them. */
import * as z from 'zod/mini';
import { SIGNALS } from '../domain/detect/signal.ts';
import { EPISODE_STATES, QUIETS, REASONS } from '../domain/episode.ts';
import { CAUSE_NAMES } from '../domain/insight/cause.ts';
import { Instant, Range, ScopeShape } from './answers.ts';

const NamedScope = {
  vasid: z.nullable(z.string()),
  carrier: z.nullable(z.string()),
};

/** Something that people did, to be seen in charts and episodes. */
export const MarkerShape = z.strictObject({
  atMs: Instant,
  text: z.string(),
  vasid: z.nullable(z.string()).check(z.describe('the service that it is about; null for none in particular')),
  author: z.string(),
});
export type MarkerShape = z.output<typeof MarkerShape>;

/** What hides notifications of the episodes that it fits, until it ends. */
export const SilenceShape = z.strictObject({
  id: z.string(),
  matcher: z
    .strictObject({
      episodeId: z.nullable(z.string()),
      rule: z.nullable(z.string()),
      code: z.nullable(z.int()),
      ...NamedScope,
    })
    .check(z.describe('what it is about; null fits all')),
  author: z.string(),
  reason: z.string(),
  fromMs: Instant,
  untilMs: z.nullable(Instant).check(z.describe('null for as long as its episode goes on')),
  endedBy: z.nullable(z.string()).check(z.describe('who took it away before its time')),
});
export type SilenceShape = z.output<typeof SilenceShape>;

const Contributions = z
  .array(z.strictObject({ value: z.string(), share: z.number() }))
  .check(z.describe('part of the increase that each brought, the largest first'));

const Transition = z.strictObject({
  atMs: Instant,
  reason: z.enum(REASONS),
  scope: ScopeShape,
  codes: z.array(z.int()),
  who: z.nullable(z.string()).check(z.describe('who did it, where somebody did')),
});

const Cause = z.strictObject({
  name: z.enum(CAUSE_NAMES).check(z.describe('docs/causes.md has a section of this name')),
  says: z.string(),
  evidence: z.string().check(z.describe('what speaks for it, in numbers')),
  next: z.string().check(z.describe('what to do next')),
});

const Summary = z.strictObject({
  durationMs: z.int(),
  peakShare: z.number().check(z.describe('largest share of errors among the submits of five minutes')),
  peakMs: Instant,
  messages: z.int(),
  errors: z.int(),
  retryableShare: z
    .nullable(z.number())
    .check(z.describe('part of the errors for which sending again helps now; null where that is not known')),
});

/** An episode as it is told to whoever asks. */
export const EpisodeShape = z.strictObject({
  id: z.string(),
  title: z.string().check(z.describe('what broke, for whom')),
  rule: z.string(),
  severity: z.enum(['critical', 'warning']),
  codes: z.array(z.int()),
  signals: z
    .array(z.enum(SIGNALS))
    .check(
      z.describe(
        'what it is about where that is no code of a submit: delivery, of reports more than usual say failed; silent-loss, reports that are due do not come; no-traffic, submits have stopped; no-logs, a log group has fallen silent',
      ),
    ),
  scope: ScopeShape,
  state: z.enum(EPISODE_STATES),
  sinceMs: Instant.check(z.describe('start of the first bad minute')),
  openedMs: Instant.check(z.describe('when it was noticed')),
  resolvedMs: z.nullable(Instant),
  acknowledgedBy: z.nullable(z.strictObject({ who: z.string(), atMs: Instant })),
  errors: z.int(),
  messages: z.int(),
  usualShare: z.number().check(z.describe('share of errors that was expected when it opened')),
  evidence: z
    .nullable(z.strictObject({ alternative: z.string(), plausibleShare: z.number() }))
    .check(z.describe('what carried the evidence; null of a plain bound')),
  byVasid: Contributions,
  byCarrier: Contributions,
  causes: z
    .array(Cause)
    .check(
      z.describe('likely causes, the likeliest first: guesses by the counts; none where they look like nothing known'),
    ),
  logGroups: z.array(z.string()).check(z.describe('log groups that are silent, of an episode about that')),
  markers: z.array(MarkerShape).check(z.describe('what people did shortly before it began, the latest first')),
  summary: z.nullable(Summary).check(z.describe('what it came to, once it is over')),
  history: z.array(Transition),
  quiet: z.nullable(z.enum(QUIETS)).check(z.describe('why nobody is told; null where people are')),
  silence: z.nullable(SilenceShape).check(z.describe('what hides it, where it is silenced')),
  absorbedBy: z.nullable(z.string()).check(z.describe('the wider episode that it became part of')),
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

/** `/v1/episodes/{id}`. */
export const EpisodeAnswer = z.strictObject({ episode: EpisodeShape });
export type EpisodeAnswer = z.output<typeof EpisodeAnswer>;

/** `/v1/episodes/{id}/letter`. */
export const LetterAnswer = z.strictObject({
  letter: z.string().check(z.describe('plain text; its first line is the subject')),
});
export type LetterAnswer = z.output<typeof LetterAnswer>;

/** `POST /v1/episodes/{id}/acknowledge`. */
export const AcknowledgedAnswer = z.strictObject({
  outcome: z
    .enum(['changed', 'unchanged'])
    .check(z.describe('unchanged where it is over, or somebody has taken it on already')),
  episode: EpisodeShape,
});
export type AcknowledgedAnswer = z.output<typeof AcknowledgedAnswer>;

/** `GET /v1/silences`: those in force, the oldest first. */
export const SilencesAnswer = z.strictObject({ rows: z.array(SilenceShape) });
export type SilencesAnswer = z.output<typeof SilencesAnswer>;

/** `POST /v1/silences`. */
export const SilencedAnswer = z.strictObject({
  silence: SilenceShape,
  hidden: z
    .array(z.strictObject({ id: z.string(), title: z.string() }))
    .check(z.describe('episodes that go on and are hidden by it now')),
});
export type SilencedAnswer = z.output<typeof SilencedAnswer>;

/** `DELETE /v1/silences/{id}`: the silences that were ended. */
export const UnsilencedAnswer = z.strictObject({ ended: z.array(SilenceShape) });
export type UnsilencedAnswer = z.output<typeof UnsilencedAnswer>;

/** `GET /v1/markers`: those of a range, the oldest first. */
export const MarkersAnswer = z.strictObject({ range: Range, rows: z.array(MarkerShape) });
export type MarkersAnswer = z.output<typeof MarkersAnswer>;

/** `POST /v1/markers`. */
export const MarkedAnswer = z.strictObject({ marker: MarkerShape });
export type MarkedAnswer = z.output<typeof MarkedAnswer>;
