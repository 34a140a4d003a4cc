import { useState } from 'preact/hooks';
import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { formatCount, formatShare } from '#shared/domain/amount.ts';
import { formatDuration, formatMinute } from '#shared/domain/time.ts';
import { Go } from '../parts/go.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { isOpen } from './verdict.ts';

/** So many incidents are shown, and shown more with each press. */
const AT_ONCE = 20;

/** The incidents of the range, the youngest first. */
export function EpisodesTable({ episodes }: { readonly episodes: readonly EpisodeShape[] }) {
  const [most, setMost] = useState(AT_ONCE);
  const left = episodes.length - most;
  return (
    <>
      <Incidents episodes={[...episodes].reverse().slice(0, most)} />
      {left > 0 && (
        <button type="button" onClick={() => setMost(most + AT_ONCE)}>
          Show {Math.min(AT_ONCE, left)} more of {left}
        </button>
      )}
    </>
  );
}

function Incidents({ episodes }: { readonly episodes: readonly EpisodeShape[] }) {
  return (
    <Scroll label="Incidents">
      <table class="episodes">
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">What broke, for whom</th>
            <th scope="col">Since, UTC</th>
            <th scope="col">Lasted</th>
            <th scope="col" class="number">
              Failed
            </th>
          </tr>
        </thead>
        <tbody>
          {episodes.map((episode) => (
            <tr key={episode.id}>
              <td>
                <span class={`state ${episode.state}`}>{stateWords(episode)}</span>
              </td>
              <th scope="row">
                <Go to={{ episode: episode.id }}>{episode.title}</Go>
              </th>
              <td>{formatMinute(episode.sinceMs).slice(5, 16).replace('T', ' ')}</td>
              <td>{episode.resolvedMs === null ? 'goes on' : formatDuration(episode.resolvedMs - episode.sinceMs)}</td>
              <td class="number">
                {isOpen(episode) ? '' : `${formatCount(episode.errors)} of ${formatCount(episode.messages)}`}
                {!isOpen(episode) && episode.messages > 0 && (
                  <span class="dim"> {formatShare(episode.errors / episode.messages)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** `open`, `acknowledged, silenced`, `resolved`. */
function stateWords({ state, quiet }: EpisodeShape): string {
  return quiet === null ? state : `${state}, ${quiet}`;
}
