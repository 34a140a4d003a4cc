/** A detector as a point of the chart. */
export interface ChartPoint {
  readonly name: string;
  /** 0–1. */
  readonly recallShare: number;
  readonly falsePerDay: number;
  /** Ours is drawn with weight. */
  readonly isOurs: boolean;
}

const WIDTH = 720;
const HEIGHT = 400;
const MARGIN = { left: 60, right: 24, top: 24, bottom: 52 };
const LEAST_FALSE = 0.01;
const MOST_FALSE = 10_000;

/** Recall against false alerts a day, on a logarithmic scale: an SVG that stands for itself, in light and dark. */
export function recallChart(points: readonly ChartPoint[]): string {
  const decades = [0.01, 0.1, 1, 10, 100, 1_000, 10_000];
  const shares = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const bottom = HEIGHT - MARGIN.bottom;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Recall against false alerts a day">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#333}.grid{stroke:#ccc}.peer{fill:#7a7a7a}.ours{fill:#0b6bcb}.name{font-weight:600}',
    '@media(prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#444}.peer{fill:#aaa}.ours{fill:#5db0ff}}</style>',
    ...decades.map(
      (value) => `<line class="grid" x1="${x(value)}" x2="${x(value)}" y1="${MARGIN.top}" y2="${bottom}"/>`,
    ),
    ...decades.map(
      (value) => `<text x="${x(value)}" y="${bottom + 18}" text-anchor="middle">${value.toLocaleString('en')}</text>`,
    ),
    ...shares.map(
      (share) =>
        `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(share)}" y2="${y(share)}"/>`,
    ),
    ...shares.map(
      (share) => `<text x="${MARGIN.left - 8}" y="${y(share) + 4}" text-anchor="end">${share * 100} %</text>`,
    ),
    `<text x="${(MARGIN.left + WIDTH - MARGIN.right) / 2}" y="${HEIGHT - 10}" text-anchor="middle">false episodes a day of a fleet of 47 pairs (logarithmic)</text>`,
    `<text x="${MARGIN.left}" y="${MARGIN.top - 8}">incidents found</text>`,
    ...points.map(pointOf),
    '</svg>',
  ].join('\n');
}

function pointOf({ name, recallShare, falsePerDay, isOurs }: ChartPoint): string {
  const at = { x: x(falsePerDay), y: y(recallShare) };
  const isRight = at.x > WIDTH * 0.7;
  const label = `<text class="${isOurs ? 'name' : ''}" x="${at.x + (isRight ? -10 : 10)}" y="${at.y + 16}" text-anchor="${isRight ? 'end' : 'start'}">${name}</text>`;
  return `<circle class="${isOurs ? 'ours' : 'peer'}" cx="${at.x}" cy="${at.y}" r="${isOurs ? 7 : 5}"/>${label}`;
}

function x(falsePerDay: number): number {
  const share =
    (Math.log10(Math.max(LEAST_FALSE, falsePerDay)) - Math.log10(LEAST_FALSE)) /
    (Math.log10(MOST_FALSE) - Math.log10(LEAST_FALSE));
  return Math.round(MARGIN.left + share * (WIDTH - MARGIN.left - MARGIN.right));
}

function y(share: number): number {
  return Math.round(HEIGHT - MARGIN.bottom - share * (HEIGHT - MARGIN.top - MARGIN.bottom));
}
