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
const MARGIN = { left: 60, right: 30, top: 34, bottom: 52 };
const LEAST_FALSE = 0.01;
const MOST_FALSE = 10_000;

/** Recall against false alerts a day, on a logarithmic scale: an SVG that stands for itself, in light and dark. */
export function recallChart(points: readonly ChartPoint[]): string {
  const decades = [0.01, 0.1, 1, 10, 100, 1_000, 10_000];
  const least = Math.floor(10 * Math.min(...points.map(({ recallShare }) => recallShare)) - 0.5) / 10;
  const shares = Array.from({ length: Math.round((1 - least) * 10) + 1 }, (_, at) => least + at / 10);
  const bottom = HEIGHT - MARGIN.bottom;
  const y = (share: number) => Math.round(bottom - ((share - least) / (1 - least)) * (bottom - MARGIN.top));
  const right = WIDTH - MARGIN.right;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Incidents found against false episodes a day">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#333}.grid{stroke:#ddd}.peer{fill:#7a7a7a}.ours{fill:#0b6bcb}.name{font-weight:600}',
    '@media(prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#444}.peer{fill:#aaa}.ours{fill:#5db0ff}}</style>',
    ...decades.map(
      (value) => `<line class="grid" x1="${x(value)}" x2="${x(value)}" y1="${MARGIN.top}" y2="${bottom}"/>`,
    ),
    ...decades.map(
      (value) => `<text x="${x(value)}" y="${bottom + 18}" text-anchor="middle">${value.toLocaleString('en')}</text>`,
    ),
    ...shares.map(
      (share) => `<line class="grid" x1="${MARGIN.left}" x2="${right}" y1="${y(share)}" y2="${y(share)}"/>`,
    ),
    ...shares.map(
      (share) =>
        `<text x="${MARGIN.left - 8}" y="${y(share) + 4}" text-anchor="end">${Math.round(share * 100)} %</text>`,
    ),
    `<text x="${(MARGIN.left + right) / 2}" y="${HEIGHT - 10}" text-anchor="middle">false episodes a day, in a fleet of 47 pairs (logarithmic)</text>`,
    `<text x="${MARGIN.left}" y="${MARGIN.top - 10}">incidents found</text>`,
    ...drawn(points.map((point) => ({ ...point, x: x(point.falsePerDay), y: y(point.recallShare) }))),
    '</svg>',
  ].join('\n');
}

interface Placed extends ChartPoint {
  readonly x: number;
  readonly y: number;
}

/** Points with their names beside them, none upon another. */
function drawn(points: readonly Placed[]): string[] {
  const labels: { x: number; y: number }[] = [];
  return [...points]
    .sort((one, other) => one.y - other.y)
    .map(({ name, isOurs, x: pointX, y: pointY }) => {
      const isLeft = pointX > WIDTH / 2;
      const near = labels.filter(({ x: labelX }) => Math.abs(labelX - pointX) < WIDTH / 2);
      const labelY = Math.max(pointY + 4, ...near.map((label) => label.y + LABEL_HEIGHT));
      labels.push({ x: pointX, y: labelY });
      const labelX = pointX + (isLeft ? -12 : 12);
      const kind = isOurs ? 'ours' : 'peer';
      return [
        `<circle class="${kind}" cx="${pointX}" cy="${pointY}" r="${isOurs ? 7 : 5}"/>`,
        `<text class="${isOurs ? 'name' : ''}" x="${labelX}" y="${labelY}" text-anchor="${isLeft ? 'end' : 'start'}">${name}</text>`,
      ].join('');
    });
}

const LABEL_HEIGHT = 16;

function x(falsePerDay: number): number {
  const decades = Math.log10(MOST_FALSE) - Math.log10(LEAST_FALSE);
  const share = (Math.log10(Math.max(LEAST_FALSE, falsePerDay)) - Math.log10(LEAST_FALSE)) / decades;
  return Math.round(MARGIN.left + share * (WIDTH - MARGIN.left - MARGIN.right));
}
