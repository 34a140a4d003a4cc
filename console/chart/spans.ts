import type uPlot from 'uplot';
import type { EpisodeShape, MarkerShape } from '#shared/api/episode-answers.ts';
import { isTold } from '../overview/verdict.ts';
import type { Inks } from './inks.ts';
import { lanesOf } from './lanes.ts';

const STRIP_PX = 3;
const LANE_PX = 5;

/** Shades the time of each incident behind the lines, with a strip at the top and its code above; strips never overlap. */
export function drawSpans(plot: uPlot, episodes: readonly EpisodeShape[], inks: Inks): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const told = episodes.filter(isTold);
  const lanes = lanesOf(told);
  ctx.save();
  ctx.font = inks.font.replace('12px', `${11 * ratio}px`);
  ctx.textBaseline = 'bottom';
  for (const [at, { sinceMs, resolvedMs, codes }] of told.entries()) {
    const left = edge(plot, sinceMs);
    const right = resolvedMs === null ? bbox.left + bbox.width : edge(plot, resolvedMs);
    if (right <= left) continue;
    ctx.fillStyle = inks.spanFill;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.fillStyle = inks.trouble;
    ctx.fillRect(left, bbox.top + (lanes[at] ?? 0) * LANE_PX * ratio, right - left, STRIP_PX * ratio);
    ctx.fillText(codes.join(', '), left, bbox.top - 2 * ratio);
  }
  ctx.restore();
}

/** Marks what people did with a line over the chart and its words beside it. */
export function drawMarkers(plot: uPlot, markers: readonly MarkerShape[], inks: Inks): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = inks.ink;
  ctx.strokeStyle = inks.ink;
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 2 * ratio]);
  ctx.font = inks.font.replace('12px', `${11 * ratio}px`);
  for (const { atMs, text } of markers) {
    const x = Math.round(edge(plot, atMs));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(text.slice(0, 24), x + 4 * ratio, bbox.top + 16 * ratio);
  }
  ctx.restore();
}

function edge(plot: uPlot, atMs: number): number {
  const { left, width } = plot.bbox;
  return Math.max(left, Math.min(left + width, plot.valToPos(atMs / 1000, 'x', true)));
}
