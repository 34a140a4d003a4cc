import { useContext, useMemo, useState } from 'preact/hooks';
import type { SeriesAnswer } from '#shared/api/answers.ts';
import type { EpisodeShape, MarkerShape } from '#shared/api/episode-answers.ts';
import { formatShare } from '#shared/domain/amount.ts';
import { formatMinute, formatTimeOfDay, STEP_MS } from '#shared/domain/time.ts';
import { ViewContext } from '../context.ts';
import { type ErrorLine, errorLines, mostUnusual } from './error-lines.ts';
import { isFilling } from './filling.ts';
import { Plot } from './plot.tsx';
import { ValuesTable } from './values-table.tsx';

interface ErrorChartProps {
  readonly answer: SeriesAnswer;
  readonly episodes: readonly EpisodeShape[];
  readonly markers: readonly MarkerShape[];
}

/** The error rate over time, with what is usual, the incidents and what people did. */
export function ErrorChart({ answer, episodes, markers }: ErrorChartProps) {
  const { view, go } = useContext(ViewContext);
  const lines = useMemo(() => errorLines(answer), [answer]);
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const [at, setAt] = useState<number | null>(null);
  const fillingMs = answer.startsMs.find((startMs) => isFilling(answer, startMs)) ?? null;
  const focus = pointedAt ?? mostUnusual(lines);
  const zoom = (fromMs: number, toMs: number) =>
    go({ ...view, last: null, fixed: { fromMs, toMs: Math.max(toMs, fromMs + STEP_MS[answer.step]) } });
  return (
    <figure class="error-chart">
      <Plot
        startsMs={answer.startsMs}
        stepMs={STEP_MS[answer.step]}
        lines={lines}
        focus={focus}
        episodes={episodes}
        markers={markers}
        fillingMs={fillingMs}
        label={inWords(answer, lines, fillingMs)}
        onZoom={zoom}
        onPoint={setAt}
      />
      <figcaption>
        <span class="when">
          {at === null
            ? 'now and peak'
            : `${formatMinute(answer.startsMs[at] ?? 0)
                .slice(5, 16)
                .replace('T', ' ')} UTC`}
        </span>
        <ul class="legend">
          {lines.map((line, index) => (
            <li key={line.name}>
              <LegendKey
                line={line}
                latest={latestOf(line, answer.startsMs, fillingMs)}
                index={index}
                at={at}
                isFocus={line.name === focus}
                onPoint={(isAt) => setPointedAt(isAt ? line.name : null)}
                onChoose={() => choose(answer, line)}
              />
            </li>
          ))}
          {focus !== null && lines.some(({ name, usual }) => name === focus && usual) && (
            <li class="usual-key">
              <span class="swatch" aria-hidden="true" /> usual for {focus}
            </li>
          )}
          {fillingMs !== null && (
            <li class="filling-key">
              <span class="swatch" aria-hidden="true" /> still filling from {formatTimeOfDay(fillingMs)}
            </li>
          )}
        </ul>
      </figcaption>
      <ValuesTable answer={answer} lines={lines} />
    </figure>
  );

  function choose({ by }: SeriesAnswer, { group }: ErrorLine) {
    if (group === null || group === '' || group === 'other') return;
    go(by === 'family' ? { ...view, family: group } : { ...view, code: group });
  }
}

interface LegendKeyProps {
  readonly line: ErrorLine;
  /** Its share in the last step that is whole. */
  readonly latest: number | null;
  readonly index: number;
  readonly at: number | null;
  readonly isFocus: boolean;
  readonly onPoint: (isAt: boolean) => void;
  readonly onChoose: () => void;
}

function LegendKey({ line, latest, index, at, isFocus, onPoint, onChoose }: LegendKeyProps) {
  const value = at === null ? latest : line.shares[at];
  return (
    <button
      type="button"
      class={`key line-${index}${isFocus ? ' focus' : ''}`}
      onMouseEnter={() => onPoint(true)}
      onMouseLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
      onClick={onChoose}
    >
      <span class="stroke" aria-hidden="true" />
      {line.name} <b>{value === null || value === undefined ? '–' : formatShare(value)}</b>
      {at === null && <span class="dim">{formatShare(peakOf(line).share)}</span>}
    </button>
  );
}

/** What the picture shows, for who cannot see it. */
function inWords({ startsMs }: SeriesAnswer, lines: readonly ErrorLine[], fillingMs: number | null): string {
  const parts = lines.map((line) => {
    const peak = peakOf(line);
    const last = latestOf(line, startsMs, fillingMs) ?? 0;
    return `${line.name}: ${formatShare(last)} now, at most ${formatShare(peak.share)} at ${formatTimeOfDay(startsMs[peak.at] ?? 0)} UTC`;
  });
  const filling = fillingMs === null ? [] : [`What is from ${formatTimeOfDay(fillingMs)} UTC on is still filling`];
  return `Error rate over time. ${[...parts, ...filling].join('. ')}`;
}

/** The share of the last step that is whole; of one that fills where there is no other. */
function latestOf({ shares }: ErrorLine, startsMs: readonly number[], fillingMs: number | null): number | null {
  const isThere = (share: number | null): share is number => share !== null;
  const whole = fillingMs === null ? shares : shares.slice(0, startsMs.indexOf(fillingMs));
  return whole.findLast(isThere) ?? shares.findLast(isThere) ?? null;
}

function peakOf({ shares }: ErrorLine): { share: number; at: number } {
  return shares.reduce((best, share, at) => (share !== null && share > best.share ? { share, at } : best), {
    share: 0,
    at: 0,
  });
}
