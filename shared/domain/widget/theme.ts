/** The dashboard's theme, as CloudWatch names it. */
export type Theme = 'light' | 'dark';

interface Colours {
  readonly ink: string;
  readonly dim: string;
  readonly line: string;
  readonly trouble: string;
  /** Cells of the heat map by their level, ground and ink. */
  readonly heat: readonly (readonly [ground: string, ink: string])[];
}

const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    ...{ ink: '#16191f', dim: '#5b6470', line: '#e4e4e0', trouble: '#b93a0b' },
    heat: [
      ['transparent', '#16191f'],
      ['#fcf3ee', '#16191f'],
      ['#f9ddd0', '#16191f'],
      ['#f2b59b', '#16191f'],
      ['#e0784c', '#1d0c03'],
      ['#a93207', '#ffffff'],
    ],
  },
  dark: {
    ...{ ink: '#e7e9eb', dim: '#9ba4af', line: '#2f3842', trouble: '#ff8f5c' },
    heat: [
      ['transparent', '#e7e9eb'],
      ['#2c211c', '#e7e9eb'],
      ['#46291d', '#e7e9eb'],
      ['#6b3319', '#ffffff'],
      ['#b5521f', '#ffffff'],
      ['#ff8f5c', '#240d02'],
    ],
  },
};

/** The styles of a widget: those of CloudWatch for its own elements are switched off. */
export function styleOf(theme: Theme): string {
  const { ink, dim, line, trouble, heat } = COLOURS[theme];
  const levels = heat.map(([ground, text], level) => `.mm7 .h${level}{background:${ground};color:${text}}`).join('');
  return [
    '<style>',
    `.mm7{font:13px/1.45 "Amazon Ember",system-ui,sans-serif;font-variant-numeric:tabular-nums;color:${ink};padding:2px 8px}`,
    '.mm7 table{border-collapse:collapse;width:100%}',
    `.mm7 th{font-weight:600;text-align:left;padding:4px 10px 4px 0;white-space:nowrap}.mm7 thead th{font-weight:400;color:${dim}}`,
    `.mm7 td{padding:4px 10px 4px 0}.mm7 tbody tr{border-top:1px solid ${line}}`,
    `.mm7 .n{text-align:right;white-space:nowrap}.mm7 .d{color:${dim}}.mm7 .t{color:${trouble};font-weight:700}`,
    '.mm7 .heat{border-collapse:separate;border-spacing:2px}.mm7 .heat td,.mm7 .heat thead th{text-align:center;padding:4px 6px;border-radius:3px}',
    levels,
    '</style><div class="cwdb-no-default-styles"></div>',
  ].join('');
}
