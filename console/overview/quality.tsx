import type { QualityAnswer } from '#shared/api/answers.ts';
import { formatCount } from '#shared/domain/amount.ts';
import { Scroll } from '../parts/scroll.tsx';

type Row = QualityAnswer['rows'][number];

const COLUMNS: readonly {
  readonly title: string;
  readonly says?: string;
  readonly of: (row: Row) => number;
  readonly isOdd?: true;
}[] = [
  { title: 'Lines', of: ({ seen }) => seen },
  { title: 'With status', of: ({ matched }) => matched },
  {
    title: 'Unreadable',
    says: 'invalid codes, lines cut off, and statuses that do not say what they are of',
    of: ({ invalid, truncated, unattributed }) => invalid + truncated + unattributed,
    isOdd: true,
  },
  { title: 'Unknown code', of: ({ unknownCode }) => unknownCode, isOdd: true },
];

/** How much of the logs could be read, log group by log group. */
export function Quality({ answer }: { readonly answer: QualityAnswer }) {
  return (
    <Scroll label="What could be read">
      <table class="quality">
        <thead>
          <tr>
            <th scope="col">Log group</th>
            {COLUMNS.map(({ title, says }) => (
              <th key={title} scope="col" class="number" title={says}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.rows.map((row) => (
            <tr key={row.logGroup}>
              <th scope="row">{row.logGroup}</th>
              {COLUMNS.map(({ title, of, isOdd }) => (
                <td key={title} class={isOdd && of(row) > 0 ? 'number odd' : 'number'}>
                  {formatCount(of(row))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
