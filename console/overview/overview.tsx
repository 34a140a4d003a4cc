import { useContext, useMemo } from 'preact/hooks';
import { BreakdownAnswer, CodesAnswer, FunnelAnswer, QualityAnswer, SeriesAnswer } from '#shared/api/answers.ts';
import { EpisodesAnswer, MarkersAnswer } from '#shared/api/episode-answers.ts';
import { ask } from '../ask.ts';
import { ErrorChart } from '../chart/error-chart.tsx';
import { NewsContext, ViewContext } from '../context.ts';
import { Go } from '../parts/go.tsx';
import { Section } from '../parts/section.tsx';
import { questionsOf } from '../questions.ts';
import { type Asked, useAnswer, useAsked } from '../use-answer.ts';
import { allEpisodes } from './all-episodes.ts';
import { CodesTable, errorsIn } from './codes-table.tsx';
import { EpisodesTable } from './episodes-table.tsx';
import { Funnel } from './funnel.tsx';
import { HeatMap } from './heat-map.tsx';
import { Quality } from './quality.tsx';
import { NoVerdict, VerdictPart } from './verdict-part.tsx';

/** The one screen: the verdict, then what it rests on. */
export function Overview() {
  const { view } = useContext(ViewContext);
  const { nowMs } = useContext(NewsContext);
  const questions = useMemo(() => (nowMs === null ? null : questionsOf(view, nowMs)), [view, nowMs]);
  const episodes = useAsked(questions?.episodes, episodesOf);
  const series = useAnswer(SeriesAnswer, questions?.series);
  // What is looked at first is asked first: asked all at once, the verdict would come with the last of them.
  const further = isSettled(episodes) && isSettled(series) ? questions : null;
  const breakdown = useAnswer(BreakdownAnswer, further?.breakdown);
  const codes = useAnswer(CodesAnswer, further?.codes);
  const trends = useAnswer(SeriesAnswer, further?.trends);
  const funnel = useAnswer(FunnelAnswer, further?.funnel);
  const markers = useAnswer(MarkersAnswer, further?.markers);
  const quality = useAnswer(QualityAnswer, further?.quality);
  const messages = sum(series.answer?.messages ?? []);
  return (
    <div class="overview">
      {episodes.answer && series.answer ? (
        <VerdictPart episodes={episodes.answer.rows} messages={messages} />
      ) : (
        <NoVerdict isKnownWhy={(episodes.problem ?? series.problem) !== null} />
      )}
      <Section
        name="chart"
        title={`Error rate by ${series.answer?.by ?? 'family'}`}
        asked={series}
        nothing={() => (messages === 0 ? 'No submit was counted in this range.' : null)}
      >
        {(answer) => (
          <ErrorChart answer={answer} episodes={episodes.answer?.rows ?? []} markers={markers.answer?.rows ?? []} />
        )}
      </Section>
      <Section
        name="heat-part"
        title="Which code, where"
        aside={<ByChoice label="Heat map by" />}
        asked={breakdown}
        nothing={({ rows }) => (rows.every(({ errors }) => errors === 0) ? 'No submit failed in this range.' : null)}
      >
        {(answer) => <HeatMap answer={answer} episodes={episodes.answer?.rows ?? []} />}
      </Section>
      <div class="beside">
        <Section
          name="codes-part"
          title="Errors by code"
          asked={codes}
          nothing={(answer) => (errorsIn(answer).length === 0 ? 'No submit failed in this range.' : null)}
        >
          {(answer) => <CodesTable codes={answer} trends={trends.answer} />}
        </Section>
        <Section
          name="funnel-part"
          title="From submitted to delivered"
          aside={<ByChoice label="Funnel by" />}
          asked={funnel}
          nothing={({ total }) => (total.submitted === 0 ? 'No submit was counted in this range.' : null)}
        >
          {(answer) => <Funnel answer={answer} />}
        </Section>
      </div>
      <div class="beside">
        <Section
          name="episodes-part"
          title="Incidents"
          asked={episodes}
          nothing={({ rows }) => (rows.length === 0 ? 'None in this range.' : null)}
        >
          {({ rows }) => <EpisodesTable episodes={rows} />}
        </Section>
        <Section
          name="quality-part"
          title="What could be read"
          asked={quality}
          nothing={({ rows }) => (rows.length === 0 ? 'No log group had lines in this range.' : null)}
        >
          {(answer) => <Quality answer={answer} />}
        </Section>
      </div>
    </div>
  );
}

/** By carrier or by service. */
function ByChoice({ label }: { readonly label: string }) {
  const { view } = useContext(ViewContext);
  return (
    <nav class="choice" aria-label={label}>
      <Go to={{ by: 'carrier' }} current={view.by === 'carrier'}>
        by carrier
      </Go>
      <Go to={{ by: 'vasid' }} current={view.by === 'vasid'}>
        by service
      </Go>
    </nav>
  );
}

function episodesOf(question: string) {
  return allEpisodes(question, (path) => ask(EpisodesAnswer, path));
}

function isSettled({ answer, problem }: Asked<unknown>): boolean {
  return answer !== null || problem !== null;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0);
}
