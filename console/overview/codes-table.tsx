import type { CodesAnswer, SeriesAnswer } from '#shared/api/answers.ts';
import { formatCount, formatShare } from '#shared/domain/amount.ts';
import { Go } from '../parts/go.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { Sparkline } from '../parts/sparkline.tsx';
import { trendOf } from '../parts/trend.ts';
import { actorWords, retryWords } from '../words.ts';

interface CodesTableProps {
  readonly codes: CodesAnswer;
  /** Counts over time by code; null while they are under way. */
  readonly trends: SeriesAnswer | null;
}

/** What went wrong how often, what it means, whose job it is and how it goes. */
export function CodesTable({ codes, trends }: CodesTableProps) {
  const lines = new Map(trends?.lines.map(({ group, counts }) => [group ?? '', counts]));
  return (
    <Scroll label="Errors by code">
      <table class="codes">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Meaning</th>
            <th scope="col" class="number">
              Count
            </th>
            <th scope="col" class="number">
              Share
            </th>
            <th scope="col">Trend</th>
            <th scope="col" class="actor">
              Who must act
            </th>
          </tr>
        </thead>
        <tbody>
          {errorsIn(codes).map(({ kind, outcome, count: times, share, text, family, actor, retry }) => {
            const counts = kind === 'submit' ? lines.get(outcome) : undefined;
            return (
              <tr key={`${kind}|${outcome}`}>
                <th scope="row">
                  {kind === 'submit' && outcome !== '' ? <Go to={{ code: outcome }}>{outcome}</Go> : outcome || '–'}
                </th>
                <td>
                  {text}{' '}
                  <Go to={{ family, code: null }} class="family" label={`Family ${family}: show only these`}>
                    {family}
                  </Go>
                  <span class="who">{actorWords(actor)}</span>
                </td>
                <td class="number">{formatCount(times)}</td>
                <td class="number">{formatShare(share)}</td>
                <td class="trend">
                  {counts && <Sparkline counts={counts} />}
                  {counts && (
                    <span class={`trend-${trendOf(counts, trends?.messages ?? [])}`}>
                      {trendOf(counts, trends?.messages ?? [])}
                    </span>
                  )}
                </td>
                <td class="actor">
                  {actorWords(actor)}
                  <span class="dim retry">{retryWords(retry)}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

/** The rows that tell of a failure, the most frequent first. */
export function errorsIn({ rows }: CodesAnswer): CodesAnswer['rows'] {
  return rows
    .filter(({ kind, outcome }) => kind === 'transport' || outcome !== '1000')
    .sort((a, b) => b.count - a.count);
}
