import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { formatMinute } from '#shared/domain/time.ts';
import { useMeaning } from '../catalogue.tsx';
import { codeWords, scopeWords } from '../words.ts';

const REASONS: Readonly<Record<string, string>> = {
  opened: 'noticed and told',
  widened: 'found to be wider',
  announced: 'told after maintenance',
  resolved: 'answers are normal again',
  accepted: 'goes on, and is taken for normal from now on',
  stale: 'nothing of the kind was sent for hours',
  acknowledged: 'acknowledged',
  escalated: 'made graver',
  reminder: 'told again',
};

/** What became of the incident, step by step. */
export function Timeline({ episode }: { readonly episode: EpisodeShape }) {
  const meaningOf = useMeaning();
  return (
    <section class="part" aria-labelledby="timeline-title">
      <header>
        <h2 id="timeline-title">Timeline, UTC</h2>
      </header>
      <ol class="timeline">
        <li>
          <time>{time(episode.sinceMs)}</time> first bad minute
        </li>
        {episode.history.map(({ atMs, reason, scope, codes }) => (
          <li key={`${atMs}${reason}`}>
            <time>{time(atMs)}</time> {REASONS[reason] ?? reason}
            {reason === 'widened' && (
              <span class="dim">
                {scopeWords(scope)}: {codes.map((code) => codeWords(meaningOf(code))).join(', ')}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function time(atMs: number): string {
  return formatMinute(atMs).slice(5, 16).replace('T', ' ');
}
