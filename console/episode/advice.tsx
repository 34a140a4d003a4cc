import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { describeCode } from '#shared/domain/catalogue.ts';
import { actorWords, retryWords } from '../words.ts';

/** What the provider says of the codes, whose job they are, and what to run. */
export function Advice({ episode: { codes, rule, lostLogs, id } }: { readonly episode: EpisodeShape }) {
  return (
    <section class="part" aria-labelledby="advice-title">
      <header>
        <h2 id="advice-title">What it means</h2>
      </header>
      {codes
        .map((code) => describeCode(code))
        .map(({ code, text, details, actor, retry }) => (
          <p key={code} class="code">
            <b>
              {code} {text ?? 'not in the catalogue'}
            </b>
            {details !== null && <q>{details}</q>}
            <span>
              {[actorWords(actor) && `For ${actorWords(actor)} to mend`, retryWords(retry)].filter(Boolean).join('; ')}.
            </span>
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
