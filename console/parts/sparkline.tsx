import { sparkPath } from './spark-path.ts';

const WIDTH = 96;
const HEIGHT = 20;

/** Counts over the range as a line without axes; what it says is told in words beside it. */
export function Sparkline({ counts }: { readonly counts: readonly number[] }) {
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path d={sparkPath(counts, { width: WIDTH, height: HEIGHT })} />
    </svg>
  );
}
