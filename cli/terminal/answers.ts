import type {
  BreakdownAnswer,
  CodesAnswer,
  FunnelAnswer,
  HealthAnswer,
  QualityAnswer,
  SeriesAnswer,
} from '#shared/api/answers.ts';
import type { EpisodeShape, EpisodesAnswer, MarkersAnswer, SilencesAnswer } from '#shared/api/episode-answers.ts';
import { describeScope } from '#shared/domain/scope.ts';
import { formatDuration, formatMinute } from '#shared/domain/time.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';
import { causesText } from './causes.ts';
import { pc } from './colours.ts';
import { sparkline } from './sparkline.ts';
import { breakdownTable, count, episodeTable, outcomeTable, percent, qualityTable, render } from './tables.ts';

const TREND_WIDTH = 16;
const WIDEST_TREND = 60;

/** What an overview is made of. */
export interface OverviewParts {
  readonly codes: CodesAnswer;
  readonly byCarrier: BreakdownAnswer;
  readonly byVasid: BreakdownAnswer;
  readonly episodes: EpisodesAnswer;
  readonly quality: QualityAnswer;
}

/** Everything at once: by code, by carrier and service where the log tells them, episodes, what could not be read. */
export function overviewOf({ codes, byCarrier, byVasid, episodes, quality }: OverviewParts): string {
  const named = ({ rows }: BreakdownAnswer) => rows.some(({ value }) => value !== null);
  return [
    rangeLine(codes),
    section('By code', codes.rows.length === 0 ? 'No MM7 status was found.' : outcomeTable(codes.rows)),
    ...(named(byCarrier) ? [section('By carrier', breakdownTable('carrier', byCarrier.rows))] : []),
    ...(named(byVasid) ? [section('By service', breakdownTable('service', byVasid.rows))] : []),
    section('Episodes', episodes.rows.length === 0 ? 'none' : episodeTable(episodes.rows)),
    section('What was read', qualityTable(quality.rows)),
  ].join('\n\n');
}

/** The table by code, with the trend of submits. */
export function codesText(answer: CodesAnswer, series: SeriesAnswer): string {
  const empty = `No status was counted for ${describeScope(answer.scope)} in this range.`;
  const trends = trendsOf(series);
  const trendOf = ({ kind, outcome }: CodesAnswer['rows'][number]) =>
    (kind === 'submit' ? trends.get(outcome) : '') ?? '';
  return withRange(answer, answer.rows.length === 0 ? empty : outcomeTable(answer.rows, trendOf));
}

/** A table by carrier or service, with the trend of errors. */
export function breakdownText(answer: BreakdownAnswer, series: SeriesAnswer | null): string {
  const { by, rows, scope } = answer;
  if (rows.length === 0) return withRange(answer, `No submit was counted for ${describeScope(scope)} in this range.`);
  const trends = series ? trendsOf(series) : new Map<string | null, string>();
  const name = by === 'vasid' ? 'service' : 'carrier';
  return withRange(
    answer,
    breakdownTable(name, rows, ({ value }) => trends.get(value) ?? ''),
  );
}

/** Lines in time: each with its bars, its peak and what detection expects. */
export function seriesText(answer: SeriesAnswer): string {
  const { lines, startsMs, step, by } = answer;
  const rows = lines.map(({ group, total, counts, expected }) => {
    const most = counts.reduce((max, each) => Math.max(max, each), 0);
    const peakMs = startsMs[counts.indexOf(most)] ?? 0;
    const usual = expected ? count(Math.round(expected.reduce((sum, each) => sum + each, 0))) : '';
    const name = by === null ? 'all' : group === null ? pc.dim('unknown') : group === '' ? 'unreadable' : group;
    return [
      name,
      count(total),
      usual,
      sparkline(withinSpan(counts, answer), WIDEST_TREND),
      total === 0 ? '' : `${count(most)} at ${formatMinute(peakMs)}`,
    ];
  });
  const head = [by ?? 'what', 'count', 'expected', `by ${step}`, `most in a ${step}`];
  return withRange(answer, render(head, rows, { right: [1, 2], shrink: [3] }));
}

/** The funnel, the whole first. */
export function funnelText(answer: FunnelAnswer): string {
  const { by, rows, total } = answer;
  const cells = ({ submitted, accepted, refused, delivered, failed, unknown, pending }: FunnelAnswer['total']) => {
    const isUntold = pending === null && delivered + failed + unknown === 0;
    const reported = isUntold ? [null, null, null] : [delivered, failed, unknown];
    return [submitted, accepted, refused, ...reported, pending].map((of) => (of === null ? '–' : count(of)));
  };
  const untold = rows.some(({ pending }) => pending === null);
  const name = by === 'vasid' ? 'service' : 'carrier';
  const table = render(
    [name, 'submitted', 'accepted', 'refused', 'delivered', 'failed', 'unknown', 'pending'],
    [[pc.bold('all'), ...cells(total)], ...rows.map((row) => [row.value ?? pc.dim('unknown'), ...cells(row)])],
    { right: [1, 2, 3, 4, 5, 6, 7], shrink: [0] },
  );
  const note = `Reports do not tell their ${name}: what is delivered, failed and pending is known of all of them together.`;
  return withRange(answer, untold ? `${table}\n${pc.dim(note)}` : table);
}

/** Episodes, the oldest first. */
export function episodesText({ range, rows, nextCursor }: EpisodesAnswer): string {
  const more = nextCursor === null ? '' : `\n${pc.dim('There are more; a shorter range or --limit 200 shows them.')}`;
  return `${rangeOnly(range)}\n\n${rows.length === 0 ? 'No episodes.' : episodeTable(rows, { withId: true })}${more}`;
}

/** One episode: what broke, who brought it, and what has happened to it. */
export function episodeText(episode: EpisodeShape): string {
  const { title, state, severity, rule, sinceMs, resolvedMs, errors, messages, usualShare, evidence, silence } =
    episode;
  const lasted = resolvedMs === null ? 'goes on' : `lasted ${formatDuration(resolvedMs - sinceMs)}`;
  const contributions = (name: string, of: EpisodeShape['byVasid']) =>
    of.length === 0 ? [] : [`by ${name}: ${of.map(({ value, share }) => `${value} ${percent(share)}`).join(', ')}`];
  return [
    pc.bold(title),
    `${state}, ${severity}, rule ${rule}; since ${formatMinute(sinceMs)}, ${lasted}`,
    `${count(errors)} of ${count(messages)} submits failed, ${count(Math.round(usualShare * messages))} were expected`,
    ...(evidence ? [`evidence: ${evidence.alternative}; up to ${percent(evidence.plausibleShare)} is usual`] : []),
    ...contributions('service', episode.byVasid),
    ...contributions('carrier', episode.byCarrier),
    ...episode.logGroups.map((logGroup) => `silent: ${logGroup}`),
    ...causesText(episode.causes),
    ...episode.markers.map(({ atMs, text, author }) => `${formatMinute(atMs)} ${text} (${author})`),
    ...(silence ? [`silenced by ${silence.author}: ${silence.reason}`] : []),
    '',
    render(
      ['when', 'what', 'for whom', 'who'],
      episode.history.map(({ atMs, reason, scope, who }) => [
        formatMinute(atMs),
        reason,
        describeScope(scope),
        who ?? '',
      ]),
      { right: [], shrink: [2] },
    ),
  ].join('\n');
}

/** What became of the lines of each log group. */
export function qualityText(answer: QualityAnswer): string {
  return withRange(answer, answer.rows.length === 0 ? 'Nothing was read in this range.' : qualityTable(answer.rows));
}

/** Silences in force. */
export function silencesText({ rows }: SilencesAnswer): string {
  if (rows.length === 0) return 'No silences are in force.';
  return render(
    ['silence', 'about', 'until', 'by', 'why'],
    rows.map(({ id, matcher, untilMs, author, reason }) => [
      id,
      Object.entries(matcher)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
      ...[untilMs === null ? 'it is resolved' : formatMinute(untilMs), author, reason],
    ]),
    { right: [], shrink: [4, 1] },
  );
}

/** What people did. */
export function markersText({ range, rows }: MarkersAnswer): string {
  if (rows.length === 0) return `${rangeOnly(range)}\n\nNothing was noted.`;
  const lines = rows.map(({ atMs, text, vasid, author }) => [formatMinute(atMs), text, vasid ?? '', author]);
  return `${rangeOnly(range)}\n\n${render(['when', 'what', 'service', 'who'], lines, { right: [], shrink: [1] })}`;
}

/** How fresh the counts are. */
export function healthText({ status, nowMs, latestMinuteMs, openEpisodes, logGroups }: HealthAnswer): string {
  const fresh =
    latestMinuteMs === null
      ? 'nothing was counted in the last three hours'
      : `counted up to ${formatMinute(latestMinuteMs)}, ${formatDuration(Math.max(0, nowMs - latestMinuteMs))} ago`;
  return `${status}: ${fresh}; ${count(openEpisodes)} open episodes, ${count(logGroups)} log groups`;
}

/** Lines by their group, drawn small. */
function trendsOf(series: SeriesAnswer): Map<string | null, string> {
  return new Map(series.lines.map(({ group, counts }) => [group, sparkline(withinSpan(counts, series), TREND_WIDTH)]));
}

/** The steps from the first to the last that had any message, so that what was before and after does not press them together. */
function withinSpan(counts: readonly number[], { messages }: SeriesAnswer): readonly number[] {
  const first = messages.findIndex((each) => each > 0);
  return first < 0 ? [] : counts.slice(first, messages.findLastIndex((each) => each > 0) + 1);
}

function withRange(answer: TimeRangeAnswer, body: string): string {
  return `${rangeLine(answer)}\n\n${body}`;
}

/** What an answer about counts says of its range. */
interface TimeRangeAnswer {
  readonly range: TimeRange;
  readonly complete: boolean;
  readonly completeUntilMs: number;
}

function rangeLine({ range, complete, completeUntilMs }: TimeRangeAnswer): string {
  return rangeOnly(range) + (complete ? '' : pc.dim(`, still filling from ${formatMinute(completeUntilMs)} on`));
}

function rangeOnly({ fromMs, toMs }: TimeRange): string {
  return `${formatMinute(fromMs)} to ${formatMinute(toMs)}`;
}

function section(title: string, body: string): string {
  return `${pc.bold(pc.cyan(title))}\n${body}`;
}
