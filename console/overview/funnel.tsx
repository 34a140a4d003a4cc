import type { FunnelAnswer } from '#shared/api/answers.ts';
import { formatCount, formatShare } from '#shared/domain/amount.ts';
import { Scroll } from '../parts/scroll.tsx';
import { byWords } from '../words.ts';

type Row = FunnelAnswer['rows'][number];

/** What became of what was submitted: accepted, then delivered, failed or still pending. */
export function Funnel({ answer }: { readonly answer: FunnelAnswer }) {
  const rows = answer.rows.length > 1 ? answer.rows : [];
  return (
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
  );
}

function FunnelLine({ row, name }: { readonly row: Row; readonly name: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{formatCount(row.submitted)}</td>
      <Part of={row.submitted} value={row.accepted} />
      <Part of={row.accepted} value={row.delivered} />
      <Part of={row.accepted} value={row.failed} />
      <Part of={row.accepted} value={row.pending} />
    </tr>
  );
}

/** A number with the part it is of the stage before. */
function Part({ value, of }: { readonly value: number; readonly of: number }) {
  return (
    <td class="number">
      {formatCount(value)}
      {of > 0 && <span class="dim"> {formatShare(value / of)}</span>}
    </td>
  );
}
