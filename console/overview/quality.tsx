import type { QualityAnswer } from '#shared/api/answers.ts';
import { formatCount } from '#shared/domain/amount.ts';
import { Scroll } from '../parts/scroll.tsx';

const COLUMNS = [
  ['seen', 'Lines'],
  ['matched', 'With status'],
  ['invalid', 'Invalid'],
  ['truncated', 'Cut off'],
  ['unattributed', 'Unattributed'],
  ['unknownCode', 'Unknown code'],
] as const;

/** How much of the logs could be read, log group by log group. */
export function Quality({ answer }: { readonly answer: QualityAnswer }) {
  return (
    <Scroll label="What could be read">
      <table class="quality">
        <thead>
          <tr>
            <th scope="col">Log group</th>
            {COLUMNS.map(([, title]) => (
              <th key={title} scope="col" class="number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.rows.map((row) => (
            <tr key={row.logGroup}>
              <th scope="row">{row.logGroup}</th>
              {COLUMNS.map(([field, title], at) => (
                <td key={title} class={at > 1 && row[field] > 0 ? 'number odd' : 'number'}>
                  {formatCount(row[field])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
