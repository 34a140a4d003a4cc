import type { FunnelAnswer } from '#shared/api/answers.ts';
import { formatCount, formatShare } from '#shared/domain/amount.ts';
import { Scroll } from '../parts/scroll.tsx';
import { byWords } from '../words.ts';

type Row = FunnelAnswer['rows'][number];

/** What became of what was submitted: accepted, then delivered, failed or still pending. */
export function Funnel({ answer }: { readonly answer: FunnelAnswer }) {
  const rows = answer.rows.length > 1 ? answer.rows : [];
  const isUntold = rows.some(({ pending }) => pending === null);
  return (
    <>
      <Scroll label="From submitted to delivered">
        <table class="funnel">
          <thead>
            <tr>
              <th scope="col">{byWords(answer.by)}</th>
              <th scope="col" class="number">
                Submitted
              </th>
              <th scope="col" class="number">
                Accepted
              </th>
              <th scope="col" class="number">
                Delivered
              </th>
              <th scope="col" class="number">
                Failed
              </th>
              <th scope="col" class="number">
                Pending
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <FunnelLine key={row.value} row={row} name={row.value ?? 'not told by the log'} />
            ))}
          </tbody>
          <tfoot>
            <FunnelLine row={answer.total} name="all" />
          </tfoot>
        </table>
      </Scroll>
      {isUntold && (
        <p class="dim">
          Reports do not tell their {byWords(answer.by)}, so that what is pending is known of all together.
        </p>
      )}
    </>
  );
}

function FunnelLine({ row, name }: { readonly row: Row; readonly name: string }) {
  const { submitted, accepted, pending } = row;
  const reported = (count: number) => (pending === null ? null : count);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{submitted === 0 ? '' : formatCount(submitted)}</td>
      <Part of={submitted} value={submitted === 0 ? null : accepted} />
      <Part of={accepted} value={row.delivered === 0 ? reported(0) : row.delivered} />
      <Part of={accepted} value={row.failed === 0 ? reported(0) : row.failed} />
      <Part of={accepted} value={pending} />
    </tr>
  );
}

/** A number with the part it is of the stage before; nothing where the log does not tell. */
function Part({ value, of }: { readonly value: number | null; readonly of: number }) {
  if (value === null) return <td class="number dim">–</td>;
  return (
    <td class="number">
      {formatCount(value)}
      {of > 0 && <span class="dim">{formatShare(value / of)}</span>}
    </td>
  );
}
