import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { formatMinute } from '#shared/domain/time.ts';
import { useMeaning } from '../catalogue.tsx';
import { codeWords, scopeWords } from '../words.ts';

type Reason = EpisodeShape['history'][number]['reason'];

const WORDS: Readonly<Record<Reason, string>> = {
  opened: 'noticed and told',
  widened: 'found to be wider',
  narrowed: 'found to be narrower',
  escalated: 'made graver',
  reminder: 'told again',
  acknowledged: 'taken on',
  silenced: 'silenced',
  unsilenced: 'silence ended',
  'silence-ending': 'silence about to end',
  'silence-expired': 'silence is over',
  hushed: 'made quiet',
  announced: 'told after being quiet',
  absorbed: 'became part of a wider incident',
  resolved: 'answers are normal again',
  accepted: 'goes on, and is taken for normal from now on',
  stale: 'nothing of the kind was sent for hours',
  withdrawn: 'taken back',
};

const CHANGES_SCOPE: ReadonlySet<Reason> = new Set(['widened', 'narrowed']);

/** What became of the incident, step by step. */
export function Timeline({ episode }: { readonly episode: EpisodeShape }) {
  const meaningOf = useMeaning();
  return (
    <section class="part" aria-labelledby="timeline-title">
      <header>
        <h2 id="timeline-title">Timeline, UTC</h2>
      </header>
      <ol class="timeline">
        {[...episode.markers].reverse().map(({ atMs, text, author }) => (
          <li key={`${atMs}${text}`}>
            <time>{time(atMs)}</time> {author} noted: {text}
          </li>
        ))}
        <li>
          <time>{time(episode.sinceMs)}</time> first bad minute
        </li>
        {episode.history.map((transition) => (
          <li key={`${transition.atMs}${transition.reason}`}>
            <time>{time(transition.atMs)}</time> {WORDS[transition.reason]}
            {transition.who !== null && ` by ${transition.who}`}
            {CHANGES_SCOPE.has(transition.reason) && (
              <span class="dim">
                {scopeWords(transition.scope)}: {transition.codes.map((code) => codeWords(meaningOf(code))).join(', ')}
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
