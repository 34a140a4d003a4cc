import { useContext } from 'preact/hooks';
import { SeriesAnswer } from '#shared/api/answers.ts';
import { EpisodeAnswer, type EpisodeShape, MarkersAnswer } from '#shared/api/episode-answers.ts';
import { formatCount, formatShare } from '#shared/domain/amount.ts';
import { formatDuration, formatMinute, HOUR_MS, MINUTE_MS, startOf } from '#shared/domain/time.ts';
import { ErrorChart } from '../chart/error-chart.tsx';
import { NewsContext } from '../context.ts';
import { useToll } from '../overview/use-toll.ts';
import { isOpen } from '../overview/verdict.ts';
import { Go } from '../parts/go.tsx';
import { Section } from '../parts/section.tsx';
import { path } from '../questions.ts';
import { useAnswer } from '../use-answer.ts';
import { scopeWords } from '../words.ts';
import { Actions } from './actions.tsx';
import { Advice } from './advice.tsx';
import { Attribution } from './attribution.tsx';
import { Timeline } from './timeline.tsx';

/** Everything that is known of one incident, and what can be done about it from here. */
export function EpisodePage({ id }: { readonly id: string }) {
  const { nowMs } = useContext(NewsContext);
  const asked = useAnswer(EpisodeAnswer, nowMs === null ? null : `/v1/episodes/${id}`);
  const episode = asked.answer?.episode ?? null;
  const around = episode && nowMs !== null ? rangeAround(episode, nowMs) : null;
  const series = useAnswer(SeriesAnswer, episode && around && seriesOf(episode, around));
  const markers = useAnswer(MarkersAnswer, around && path('/v1/markers', around));
  if (episode === null) {
    return (
      <div class="episode">
        <Back />
        {asked.problem !== null && (
          <p class="problem part" role="alert">
            {asked.problem}
          </p>
        )}
      </div>
    );
  }
  return (
    <div class="episode">
      <Back />
      <Head episode={episode} nowMs={nowMs} />
      <div class="beside">
        <Section name="chart" title="Error rate around it" asked={series} nothing={() => null}>
          {(answer) => <ErrorChart answer={answer} episodes={[episode]} markers={markers.answer?.rows ?? []} />}
        </Section>
        <Timeline episode={episode} />
      </div>
      <div class="beside">
        <Actions episode={episode} />
        <Advice episode={episode} />
        <Attribution episode={episode} />
      </div>
    </div>
  );
}

function Head({ episode, nowMs }: { readonly episode: EpisodeShape; readonly nowMs: number | null }) {
  const { state, severity, sinceMs, resolvedMs, usualShare, evidence, lostLogs } = episode;
  const { errors, messages } = useToll(episode);
  const goesOn = isOpen(episode);
  const lastsMs = (resolvedMs ?? nowMs ?? sinceMs) - sinceMs;
  return (
    <section class={`verdict ${goesOn ? 'trouble' : 'well'}`} aria-label="Incident">
      <h1>{lostLogs ? episode.title : `${scopeWords(episode.scope)}: ${episode.title.split(': ')[0]}`}</h1>
      <p class="facts">
        <span class={goesOn ? 'severity' : ''}>
          {goesOn ? `${state}, ${severity}` : `over since ${formatMinute(resolvedMs ?? 0)}`}
        </span>
        <span>
          since <b>{formatMinute(sinceMs)}</b>, {goesOn ? 'for' : 'lasted'} {formatDuration(Math.max(0, lastsMs))}
        </span>
        {messages > 0 && (
          <span>
            <b>{formatShare(errors / messages)}</b> failed, {formatCount(errors)} of {formatCount(messages)};{' '}
            {Math.round(usualShare * messages)} expected
          </span>
        )}
        {evidence && (
          <span>
            most like {evidence.alternative}; up to {formatShare(evidence.plausibleShare)} would be usual
          </span>
        )}
      </p>
    </section>
  );
}

function Back() {
  return (
    <p class="back">
      <Go to={{ episode: null }}>← Overview</Go>
    </p>
  );
}

/** The incident with as much before it, an hour at least, and some after it. */
function rangeAround({ sinceMs, resolvedMs }: EpisodeShape, nowMs: number): { from: string; to: string } {
  const endMs = resolvedMs ?? nowMs;
  const beforeMs = Math.max(HOUR_MS, endMs - sinceMs);
  const afterMs = resolvedMs === null ? MINUTE_MS : Math.min(HOUR_MS, Math.max(0, nowMs - endMs));
  const step = endMs - sinceMs > 5 * HOUR_MS ? 'hour' : 'minute';
  return { from: formatMinute(startOf(step, sinceMs - beforeMs)), to: formatMinute(endMs + afterMs) };
}

function seriesOf({ codes, scope }: EpisodeShape, range: { from: string; to: string }): string {
  return path('/v1/series', {
    ...range,
    vasid: scope.vasid,
    carrier: scope.carrier,
    code: codes.join(',') || null,
    by: 'code',
  });
}
