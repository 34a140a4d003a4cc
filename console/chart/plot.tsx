import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import type { EpisodeShape, MarkerShape } from '#shared/api/episode-answers.ts';
import { THEME_CHANGED } from '../parts/theme-button.tsx';
import type { ErrorLine } from './error-lines.ts';
import { drawFilling } from './filling.ts';
import { type Inks, inksOf } from './inks.ts';
import { drawMarkers, drawSpans } from './spans.ts';

interface PlotProps {
  readonly startsMs: readonly number[];
  readonly stepMs: number;
  readonly lines: readonly ErrorLine[];
  /** The line whose usual band is drawn. */
  readonly focus: string | null;
  readonly episodes: readonly EpisodeShape[];
  readonly markers: readonly MarkerShape[];
  /** Start of the first step that is still filling; null where none is. */
  readonly fillingMs: number | null;
  /** What the picture says, in words. */
  readonly label: string;
  readonly onZoom: (fromMs: number, toMs: number) => void;
  /** Which step is pointed at, or null. */
  readonly onPoint: (at: number | null) => void;
}

/** Strokes that can be told apart without colour. */
const DASHES: readonly (number[] | undefined)[] = [undefined, undefined, [8, 3], [2, 3], [8, 3, 2, 3], [14, 4]];
/** At least so much of the axis is shown, so that the noise of a quiet day is not blown up. */
const LEAST_TOP_SHARE = 0.02;
const HEIGHT = 260;

/** The chart on its canvas; it is made anew where lines or theme change, and else only given new numbers. */
export function Plot(props: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const plot = useRef<uPlot | null>(null);
  const theme = useThemeCount();
  const names = props.lines.map(({ name }) => name).join('|');
  // Names and theme say when another picture is needed.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const drawn = new uPlot(optionsFor(latest, element), columnsOf(latest.current), element);
    plot.current = drawn;
    const resize = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      drawn.destroy();
      plot.current = null;
    };
  }, [names, theme]);
  // What is drawn is read from the latest properties.
  useEffect(() => {
    plot.current?.setData(columnsOf(latest.current));
  }, [props.lines, props.focus, props.episodes, props.markers, props.fillingMs]);
  return <div class="plot" ref={box} role="img" aria-label={props.label} />;
}

/** Times in seconds, the usual band's two edges, then the lines in percent. */
function columnsOf({ startsMs, lines, focus }: PlotProps): uPlot.AlignedData {
  const usual = lines.find(({ name }) => name === focus)?.usual ?? null;
  const band = startsMs.map((_, at) => percentOf(usual?.[at] ?? null));
  return [
    startsMs.map((startMs) => startMs / 1000),
    band,
    band.map((edge) => (edge === null ? null : 0)),
    ...lines.map(({ shares }) => shares.map(percentOf)),
  ];
}

function optionsFor(latest: { readonly current: PlotProps }, element: HTMLElement): uPlot.Options {
  const inks = inksOf(element);
  const axis = { stroke: inks.dim, grid: { stroke: inks.line, width: 1 }, ticks: { show: false }, font: inks.font };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    padding: [16, 24, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(LEAST_TOP_SHARE * 100, most * 1.08)] } },
    axes: [
      { ...axis, grid: { show: false }, space: 70, size: 34, values: timesOnAxis },
      { ...axis, size: 48, values: (_plot, splits) => splits.map((value) => `${value} %`) },
    ],
    bands: [{ series: [1, 2], fill: inks.band }],
    series: [
      {},
      { stroke: inks.bandEdge, width: 1, dash: [3, 3], points: { show: false } },
      { stroke: 'transparent', width: 0, points: { show: false } },
      ...latest.current.lines.map((_, at) => seriesFor(at, inks)),
    ],
    hooks: {
      drawClear: [(plot) => drawSpans(plot, latest.current.episodes, inks)],
      draw: [
        (plot) => drawFilling(plot, latest.current, inks),
        (plot) => drawMarkers(plot, latest.current.markers, inks),
      ],
      setCursor: [(plot) => latest.current.onPoint(plot.cursor.idx ?? null)],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 8) return;
          const [fromMs, toMs] = [left, left + width].map((x) =>
            wholeStep(plot.posToVal(x, 'x') * 1000, latest.current.stepMs),
          );
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          if (fromMs !== undefined && toMs !== undefined) latest.current.onZoom(fromMs, toMs);
        },
      ],
    },
  };
}

function seriesFor(at: number, inks: Inks): uPlot.Series {
  return {
    stroke: inks.lines[at] ?? inks.dim,
    width: at === 0 ? 2 : 1.5,
    dash: DASHES[at],
    points: { show: false },
    spanGaps: false,
  };
}

function timesOnAxis(_plot: uPlot, splits: number[]): string[] {
  let lastDay = '';
  return splits.map((seconds) => {
    const written = new Date(seconds * 1000).toISOString();
    const [day, time] = [written.slice(5, 10), written.slice(11, 16)];
    const label = day === lastDay || (lastDay === '' && time !== '00:00') ? time : `${time}\n${day}`;
    lastDay = day;
    return label;
  });
}

function wholeStep(instantMs: number, stepMs: number): number {
  return Math.round(instantMs / stepMs) * stepMs;
}

function percentOf(share: number | null): number | null {
  return share === null ? null : share * 100;
}

/** Counted up with each change of the theme. */
function useThemeCount(): number {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const change = () => setTimes((before) => before + 1);
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', change);
    document.addEventListener(THEME_CHANGED, change);
    return () => {
      system.removeEventListener('change', change);
      document.removeEventListener(THEME_CHANGED, change);
    };
  }, []);
  return times;
}
