import { useContext, useEffect } from 'preact/hooks';
import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { formatCount, formatShare } from '#shared/domain/amount.ts';
import { formatDuration, formatTimeOfDay } from '#shared/domain/time.ts';
import { useMeaning } from '../catalogue.tsx';
import { NewsContext, ViewContext } from '../context.ts';
import { Go } from '../parts/go.tsx';
import { adviceWords, codeWords, scopeWords } from '../words.ts';
import { useToll } from './use-toll.ts';
import { type Verdict, verdictOf } from './verdict.ts';

interface VerdictProps {
  readonly episodes: readonly EpisodeShape[];
  readonly messages: number;
}

/** What stands in its place while there is no answer, and where there is none to be had. */
export function NoVerdict({ isKnownWhy }: { readonly isKnownWhy: boolean }) {
  return (
    <section class="verdict silent" aria-label="Verdict" aria-busy={!isKnownWhy}>
      <h1>{isKnownWhy ? 'Whether anything is wrong is not known' : 'Looking…'}</h1>
      <p>{isKnownWhy ? 'The counts cannot be asked; each part below says why.' : 'The counts are being asked.'}</p>
    </section>
  );
}

/** Is anything wrong, what, for whom, since when: readable from across the room. */
export function VerdictPart({ episodes, messages }: VerdictProps) {
  const { view } = useContext(ViewContext);
  const verdict = verdictOf(episodes, messages);
  useTitle(verdict);
  const whom = view.carrier === null && view.vasid === null ? '' : ` for ${scopeWords(view).toLowerCase()}`;
  if (verdict.kind === 'silent') {
    return (
      <section class="verdict silent" aria-label="Verdict">
        <h1>No messages were counted{whom}</h1>
        <p>Nothing in this range says whether the gateway is well; look further back, or whether its logs arrive.</p>
      </section>
    );
  }
  if (verdict.kind === 'well') {
    return (
      <section class="verdict well" aria-label="Verdict">
        <h1>{view.fixed && verdict.ended > 0 ? 'All is over' : `Nothing is wrong${whom}`}</h1>
        <p>
          {verdict.ended === 0
            ? 'No incident in this range.'
            : `${verdict.ended === 1 ? 'One incident' : `${verdict.ended} incidents`} in this range, all over.`}
        </p>
      </section>
    );
  }
  return (
    <section class="verdict trouble" aria-label="Verdict">
      {verdict.open.length > 1 && (
        <h1>
          {verdict.open.length} things are wrong{whom}
        </h1>
      )}
      <ul>
        {verdict.open.map((episode) => (
          <li key={episode.id}>
            <OpenEpisode episode={episode} isAlone={verdict.open.length === 1} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The verdict in the browser's tab, for who has the page open beside other work. */
function useTitle(verdict: Verdict): void {
  const [first] = verdict.kind === 'trouble' ? verdict.open : [];
  const title = first ? `▲ ${first.title}` : 'mm7watch';
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = 'mm7watch';
    };
  }, [title]);
}

function OpenEpisode({ episode, isAlone }: { readonly episode: EpisodeShape; readonly isAlone: boolean }) {
  const { nowMs } = useContext(NewsContext);
  const meaningOf = useMeaning();
  const toll = useToll(episode);
  const Heading = isAlone ? 'h1' : 'h2';
  const { sinceMs, usualShare, evidence, codes, severity, acknowledgedBy, silence } = episode;
  const lasts = nowMs === null ? '' : `, for ${formatDuration(Math.max(0, nowMs - sinceMs))}`;
  return (
    <>
      <Heading>
        <Go to={{ episode: episode.id }}>
          <b>{episode.lostLogs?.logGroup ?? scopeWords(episode.scope)}</b>
          <span class="what">{whatBroke(episode, meaningOf)}</span>
        </Go>
      </Heading>
      <p class="facts">
        <span class={`severity ${severity}`}>{severity}</span>
        {acknowledgedBy && <span>taken on by {acknowledgedBy.who}</span>}
        {silence && <span>silenced by {silence.author}</span>}
        <span>
          since <b>{formatTimeOfDay(sinceMs)} UTC</b>
          {lasts}
        </span>
        {toll.messages > 0 && (
          <span>
            <b>{formatShare(toll.errors / toll.messages)}</b> failed, {formatCount(toll.errors)} of{' '}
            {formatCount(toll.messages)}; {formatShare(evidence?.plausibleShare ?? usualShare)} would be usual
          </span>
        )}
        {codes.slice(0, 1).map((code) => (
          <span key={code}>{adviceWords(meaningOf(code))}</span>
        ))}
      </p>
    </>
  );
}

function whatBroke({ codes, lostLogs, title }: EpisodeShape, meaningOf: ReturnType<typeof useMeaning>): string {
  if (lostLogs) return 'log events not counted';
  if (codes.length === 0) return title.split(': ')[0] ?? title; // of a signal, whose words the title has
  return codes.map((code) => codeWords(meaningOf(code))).join(', ');
}
