import type uPlot from 'uplot';
import type { SeriesAnswer } from '#shared/api/answers.ts';
import { STEP_MS } from '#shared/domain/time.ts';
import type { Inks } from './inks.ts';

/** Whether a step is not over, or lines of it may still come: its counts can only grow. */
export function isFilling(
  { step, completeUntilMs }: Pick<SeriesAnswer, 'step' | 'completeUntilMs'>,
  startMs: number,
): boolean {
  return startMs + STEP_MS[step] > completeUntilMs;
}

/** How much of the lines shows through, 0–1. */
const SHOWS_SHARE = 0.35;

/** Fades the lines from the first step that is still filling, behind a dashed edge. */
export function drawFilling(
  plot: uPlot,
  { fillingMs, stepMs }: { fillingMs: number | null; stepMs: number },
  inks: Inks,
): void {
  if (fillingMs === null) return;
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const right = bbox.left + bbox.width;
  const left = Math.max(bbox.left, plot.valToPos((fillingMs - stepMs / 2) / 1000, 'x', true));
  if (left >= right) return;
  ctx.save();
  ctx.globalAlpha = 1 - SHOWS_SHARE;
  ctx.fillStyle = inks.card;
  ctx.fillRect(left, bbox.top, right - left, bbox.height);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = inks.dim;
  ctx.lineWidth = ratio;
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(left, bbox.top);
  ctx.lineTo(left, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
