import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { useMeaning } from '../catalogue.tsx';
import { adviceWords, codeWords } from '../words.ts';

/** The page on causes, which lies beside this one. */
const CAUSES_PATH = '/docs/causes.txt';

/** What the provider says of the codes, whose job they are, and what to run. */
export function Advice({
  episode: { codes, rule, causes, logGroups, lostLogs, id },
}: {
  readonly episode: EpisodeShape;
}) {
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
      {causes.length > 0 && (
        <>
          <h3>Likely cause, a guess by the counts</h3>
          {causes.map(({ name, says, evidence, next }) => (
            <p key={name} class="cause">
              <b>{says}</b>
              <span class="dim">{evidence}</span>
              <span>Next: {next}.</span>
              <a href={`${CAUSES_PATH}#:~:text=${encodeURIComponent(`## ${name}`).replaceAll('-', '%2D')}`}>
                What else looks like it: {name}
              </a>
            </p>
          ))}
        </>
      )}
      {logGroups.length > 0 && <p>Silent: {logGroups.join(', ')}</p>}
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
