/** The colours of the theme as a canvas needs them. */
export interface Inks {
  readonly card: string;
  readonly ink: string;
  readonly dim: string;
  readonly line: string;
  readonly trouble: string;
  readonly spanFill: string;
  readonly band: string;
  readonly bandEdge: string;
  readonly lines: readonly string[];
  readonly font: string;
}

const LINES = 6;

/** Reads the colours where the styles have them; they are registered as colours, so that light or dark is decided already. */
export function inksOf(element: Element): Inks {
  const style = getComputedStyle(element);
  const ink = (name: string) => style.getPropertyValue(`--${name}`);
  return {
    card: ink('card'),
    ink: ink('ink'),
    dim: ink('dim'),
    line: ink('line'),
    trouble: ink('trouble'),
    spanFill: ink('span-fill'),
    band: ink('band'),
    bandEdge: ink('band-edge'),
    lines: Array.from({ length: LINES }, (_, at) => ink(`line-${at}`)),
    font: `12px ${style.fontFamily}`,
  };
}
