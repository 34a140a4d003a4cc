import { useContext, useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { EpisodeAnswer, type EpisodeShape, MarkerAnswer, SilenceAnswer } from '#shared/api/episode-answers.ts';
import { HOUR_MS } from '#shared/domain/time.ts';
import { ask, mayChange } from '../ask.ts';
import { NewsContext } from '../context.ts';

const SILENCES = [
  ['1 h', 1],
  ['4 h', 4],
  ['24 h', 24],
] as const;

/** Acknowledge, silence, leave a marker: for whoever opened the address that mm7watch printed. */
export function Actions({ episode }: { readonly episode: EpisodeShape }) {
  const { nowMs, askAgain } = useContext(NewsContext);
  const [said, setSaid] = useState<{ readonly text: string; readonly isProblem: boolean }>({
    text: '',
    isProblem: false,
  });
  const [note, setNote] = useState('');
  if (!mayChange()) {
    return (
      <section class="part" aria-label="What you can do">
        <p class="dim">To acknowledge, silence or leave a marker, open the address that mm7watch printed.</p>
      </section>
    );
  }
  const change = async (done: string, shape: z.ZodMiniType, path: string, body: object) => {
    try {
      await ask(shape, path, { method: 'POST', body });
      setSaid({ text: done, isProblem: false });
      askAgain();
    } catch (error) {
      setSaid({ text: error instanceof Error ? error.message : String(error), isProblem: true });
    }
  };
  const { vasid, carrier } = episode.scope;
  const silence = (hours: number) =>
    change(`Silenced for ${hours} h.`, SilenceAnswer, '/v1/silences', {
      ...{ rule: episode.rule, vasid, carrier, reason: note || `incident ${episode.id}` },
      expiresMs: (nowMs ?? Date.now()) + hours * HOUR_MS,
    });
  return (
    <section class="part actions" aria-labelledby="actions-title">
      <header>
        <h2 id="actions-title">What you can do</h2>
      </header>
      {episode.state === 'open' && (
        <div class="buttons">
          <button
            type="button"
            class="main"
            onClick={() => change('Acknowledged.', EpisodeAnswer, `/v1/episodes/${episode.id}/acknowledge`, {})}
          >
            Acknowledge
          </button>
          <fieldset class="group">
            <legend>Silence</legend>
            {SILENCES.map(([words, hours]) => (
              <button key={hours} type="button" aria-label={`Silence for ${words}`} onClick={() => silence(hours)}>
                {words}
              </button>
            ))}
          </fieldset>
        </div>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change('Marked.', MarkerAnswer, '/v1/markers', { atMs: nowMs, text: note, vasid, carrier }).then(() =>
            setNote(''),
          );
        }}
      >
        <label>
          <span>What was done</span>
          <input
            value={note}
            maxLength={120}
            placeholder="as in: credentials renewed"
            onInput={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={note.trim() === ''}>
          Mark now
        </button>
      </form>
      <p role="status" class={said.isProblem ? 'problem' : 'dim'}>
        {said.text}
      </p>
    </section>
  );
}
