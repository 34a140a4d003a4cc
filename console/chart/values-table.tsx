import { useState } from 'preact/hooks';
import type { SeriesAnswer } from '#shared/api/answers.ts';
import { formatCount, formatShare } from '#shared/domain/amount.ts';
import { formatMinute } from '#shared/domain/time.ts';
import { Scroll } from '../parts/scroll.tsx';
import type { ErrorLine } from './error-lines.ts';
import { isFilling } from './filling.ts';

/** The numbers behind the chart, the youngest first; made only when they are asked for. */
export function ValuesTable({
  answer,
  lines,
}: {
  readonly answer: SeriesAnswer;
  readonly lines: readonly ErrorLine[];
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="values" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Numbers</summary>
      {isOpen && (
        <Scroll label="Numbers of the chart" isTall>
          <table>
            <thead>
              <tr>
                <th scope="col">{answer.step}, UTC</th>
                <th scope="col" class="number">
                  submits
                </th>
                {lines.map(({ name }) => (
                  <th key={name} scope="col" class="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.startsMs
                .map((startMs, at) => ({ startMs, at }))
                .reverse()
                .map(({ startMs, at }) => (
                  <tr key={startMs}>
                    <th scope="row">
                      {formatMinute(startMs).slice(5, 16).replace('T', ' ')}
                      {isFilling(answer, startMs) && <span class="dim"> still filling</span>}
                    </th>
                    <td class="number">{formatCount(answer.messages[at] ?? 0)}</td>
                    {lines.map(({ name, shares }) => {
                      const share = shares[at];
                      return (
                        <td key={name} class="number">
                          {share === null || share === undefined ? '' : formatShare(share)}
                        </td>
                      );
                    })}
                  </tr>
                ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </details>
  );
}
