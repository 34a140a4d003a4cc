import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { formatShare } from '#shared/domain/amount.ts';

const MOST = 6;

/** Who brought the increase, by service and by carrier. */
export function Attribution({ episode: { byVasid, byCarrier } }: { readonly episode: EpisodeShape }) {
  if (byVasid.length + byCarrier.length === 0) return null;
  return (
    <section class="part" aria-labelledby="attribution-title">
      <header>
        <h2 id="attribution-title">Who brought the increase</h2>
      </header>
      <Bars name="service" parts={byVasid} />
      <Bars name="carrier" parts={byCarrier} />
    </section>
  );
}

function Bars({ name, parts }: { readonly name: string; readonly parts: EpisodeShape['byVasid'] }) {
  if (parts.length === 0) return null;
  return (
    <table class="bars">
      <caption>by {name}</caption>
      <tbody>
        {parts.slice(0, MOST).map(({ value, share }) => (
          <tr key={value}>
            <th scope="row">{value}</th>
            <td class="number">{formatShare(share)}</td>
            <td class="bar-cell" aria-hidden="true">
              <span style={{ width: `${100 * share}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
