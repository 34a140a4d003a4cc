import type { BreakdownAnswer } from '#shared/api/answers.ts';
import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { formatCount, formatShare } from '#shared/domain/amount.ts';
import { type HeatCell, heatOf } from '#shared/domain/heat.ts';
import { useMeaning } from '../catalogue.tsx';
import { Go } from '../parts/go.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { byWords } from '../words.ts';
import { isOpen, isTold } from './verdict.ts';

interface HeatMapProps {
  readonly answer: BreakdownAnswer;
  /** Where one is open the cell is marked, since a colour is of the whole range. */
  readonly episodes: readonly EpisodeShape[];
}

/** Which code fails where: a table that can be read out, whose cells glow with their share. */
export function HeatMap({ answer, episodes }: HeatMapProps) {
  const { by } = answer;
  const meaningOf = useMeaning();
  const heat = heatOf(answer.rows);
  const open = episodes.filter((episode) => isOpen(episode) && isTold(episode));
  const isOpenIn = (code: string, value: string | null) =>
    value !== null && open.some(({ codes, scope }) => scope[by] === value && codes.includes(Number(code)));
  return (
    <>
      <Scroll label="Heat map">
        <table class="heat">
          <caption>Part of the submits of each {byWords(by)} that got a code</caption>
          <thead>
            <tr>
              <td />
              {heat.columns.map(({ value }) => (
                <th key={value} scope="col">
                  {value === null ? <span class="dim">unknown</span> : <Go to={{ [by]: value }}>{value}</Go>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {heat.rows.map(({ code, cells }) => (
              <tr key={code}>
                <th scope="row">
                  <Go to={{ code: code === '' ? null : code }}>
                    {code || 'unreadable'} <span class="dim">{code === '' ? '' : meaningOf(Number(code)).text}</span>
                  </Go>
                </th>
                {cells.map((cell, at) => (
                  <Cell
                    key={heat.columns[at]?.value}
                    cell={cell}
                    isMarked={isOpenIn(code, heat.columns[at]?.value ?? null)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">all errors</th>
              {heat.columns.map(({ value, errorShare }) => (
                <td key={value}>{formatShare(errorShare)}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </Scroll>
      {heat.codesLeftOut + heat.columnsLeftOut > 0 && (
        <p class="dim">
          Not shown: {heat.codesLeftOut} rarer codes, {heat.columnsLeftOut} with fewer errors.
        </p>
      )}
    </>
  );
}

function Cell({ cell, isMarked }: { readonly cell: HeatCell; readonly isMarked: boolean }) {
  if (cell.count === 0) return <td class="heat-0" aria-label="none" />;
  return (
    <td class={`heat-${cell.level}${isMarked ? ' now' : ''}`} title={`${formatCount(cell.count)} submits`}>
      {formatShare(cell.share)}
      {isMarked && <span class="mark"> open</span>}
    </td>
  );
}
