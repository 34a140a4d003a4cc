import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { useMeaning } from '../catalogue.tsx';
import { adviceWords, codeWords } from '../words.ts';

/** What the provider says of the codes, whose job they are, and what to run. */
export function Advice({ episode: { codes, rule, lostLogs, id } }: { readonly episode: EpisodeShape }) {
  const meaningOf = useMeaning();
  return (
    <section class="part" aria-labelledby="advice-title">
      <header>
        <h2 id="advice-title">What it means</h2>
      </header>
      {codes.map(meaningOf).map(({ code, text, details, actor, retry }) => (
        <p key={code} class="code">
          <b>{codeWords({ code, text })}</b>
          {details !== null && <q>{details}</q>}
          <span>{adviceWords({ actor, retry })}</span>
        </p>
      ))}
      {lostLogs && (
        <p>
          Count them: <code>{lostLogs.repair}</code>
        </p>
      )}
      <p class="dim">
        Rule {rule}. The whole reckoning, minute by minute: <code>mm7watch why {id}</code>
      </p>
    </section>
  );
}
