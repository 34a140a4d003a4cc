import { useContext, useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import {
  AcknowledgedAnswer,
  type EpisodeShape,
  MarkedAnswer,
  SilencedAnswer,
  UnsilencedAnswer,
} from '#shared/api/episode-answers.ts';
import { formatMinute } from '#shared/domain/time.ts';
import { ask, mayChange } from '../ask.ts';
import { NewsContext } from '../context.ts';
import { MarkForm } from './mark-form.tsx';

const SILENCES = [
  { words: '1 h', says: 'for an hour', minutes: 60 },
  { words: '4 h', says: 'for four hours', minutes: 240 },
  { words: 'until over', says: 'until it is over', minutes: null },
] as const;

/** What of the API changes something, and what is said when it has. */
interface Change {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly done: string;
}

/** Acknowledge, silence, leave a marker: for whoever opened the address that mm7watch printed. */
export function Actions({ episode }: { readonly episode: EpisodeShape }) {
  const { askAgain } = useContext(NewsContext);
  const [said, setSaid] = useState<{ readonly text: string; readonly isProblem?: true }>({ text: '' });
  const change = async (shape: z.ZodMiniType, { path, done, ...how }: Change) => {
    try {
      await ask(shape, path, how);
      setSaid({ text: done });
      askAgain();
    } catch (error) {
      setSaid({ text: error instanceof Error ? error.message : String(error), isProblem: true });
    }
  };
  const { id, state, scope, acknowledgedBy, silence } = episode;
  return (
    <section class="part actions" aria-labelledby="actions-title">
      <header>
        <h2 id="actions-title">What you can do</h2>
      </header>
      {acknowledgedBy && (
        <p>
          Taken on by <b>{acknowledgedBy.who}</b> at {formatMinute(acknowledgedBy.atMs).slice(11, 16)} UTC.
        </p>
      )}
      {silence && (
        <p>
          Silenced by <b>{silence.author}</b>{' '}
          {silence.untilMs === null ? 'until it is over' : `until ${formatMinute(silence.untilMs)}`}: {silence.reason}
        </p>
      )}
      {!mayChange() && <p class="dim">To acknowledge, silence or mark, open the address that mm7watch printed.</p>}
      {mayChange() && state !== 'resolved' && (
        <div class="buttons">
          {state === 'open' && (
            <button type="button" class="main" onClick={() => change(AcknowledgedAnswer, acknowledging(id))}>
              Acknowledge
            </button>
          )}
          {silence ? (
            <button type="button" onClick={() => change(UnsilencedAnswer, unsilencing(id))}>
              End the silence
            </button>
          ) : (
            <fieldset class="group">
              <legend>Silence</legend>
              {SILENCES.map(({ words, says, minutes }) => (
                <button
                  key={words}
                  type="button"
                  aria-label={`Silence ${says}`}
                  onClick={() => change(SilencedAnswer, silencing(id, minutes, says))}
                >
                  {words}
                </button>
              ))}
            </fieldset>
          )}
        </div>
      )}
      {mayChange() && <MarkForm onMark={(text) => change(MarkedAnswer, marking(text, scope.vasid))} />}
      <p role="status" class={said.isProblem ? 'problem' : 'dim'}>
        {said.text}
      </p>
    </section>
  );
}

function acknowledging(id: string): Change {
  return { method: 'POST', path: `/v1/episodes/${id}/acknowledge`, body: {}, done: 'Acknowledged: others are told.' };
}

function silencing(episodeId: string, minutes: number | null, says: string): Change {
  const body = { matcher: { episodeId }, reason: 'from the page', minutes };
  return { method: 'POST', path: '/v1/silences', body, done: `Silenced ${says}.` };
}

function unsilencing(id: string): Change {
  return { method: 'DELETE', path: `/v1/silences/${id}`, done: 'The silence is ended.' };
}

function marking(text: string, vasid: string | null): Change {
  const body = vasid === null ? { text } : { text, vasid };
  return { method: 'POST', path: '/v1/markers', body, done: 'Marked.' };
}
