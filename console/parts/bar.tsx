import { useContext } from 'preact/hooks';
import { BreakdownAnswer } from '#shared/api/answers.ts';
import { formatMinute } from '#shared/domain/time.ts';
import { rangeOf, SPAN_NAMES, type View } from '../address.ts';
import { NewsContext, ViewContext } from '../context.ts';
import type { Connection } from '../live.ts';
import { path } from '../questions.ts';
import { useAnswer } from '../use-answer.ts';
import { Go } from './go.tsx';
import { ThemeButton } from './theme-button.tsx';

/** The head of every page: how far back, for whom, and whether what is shown is now. */
export function Bar() {
  const { view } = useContext(ViewContext);
  const { connection, nowMs } = useContext(NewsContext);
  return (
    <header class="bar">
      <a class="skip" href="#main">
        Skip to content
      </a>
      <Go to={{ episode: null }} class="brand">
        mm7watch
      </Go>
      {view.episode === null && <Spans view={view} />}
      {view.episode === null && <Filters />}
      <p class={`connection ${connection}`} role="status">
        <span class="lamp" aria-hidden="true" />
        {connectionWords(connection)}
        {nowMs !== null && <time>{formatMinute(nowMs).slice(11, 16)} UTC</time>}
      </p>
      <ThemeButton />
    </header>
  );
}

/** How far back. */
function Spans({ view }: { readonly view: View }) {
  return (
    <nav aria-label="Time range" class="spans">
      {SPAN_NAMES.map((span) => (
        <Go key={span} to={{ last: span, fixed: null }} current={view.last === span}>
          {span}
        </Go>
      ))}
      {view.fixed && (
        <span class="fixed">
          {formatMinute(view.fixed.fromMs)} to {formatMinute(view.fixed.toMs)}
        </span>
      )}
    </nav>
  );
}

/** Whose counts are looked at. */
function Filters() {
  const { view, go } = useContext(ViewContext);
  const values = useValuesSeen(view);
  return (
    <div class="filters">
      {(['carrier', 'vasid'] as const).map((by) => (
        <label key={by}>
          <span>{by === 'carrier' ? 'Carrier' : 'Service'}</span>
          <select
            value={view[by] ?? ''}
            onChange={({ currentTarget }) => go({ ...view, [by]: currentTarget.value || null })}
          >
            <option value="">all</option>
            {withChosen(values[by], view[by]).map((value) => (
              <option key={value} value={value}>
                {value}
              </option>
            ))}
          </select>
        </label>
      ))}
      {view.family !== null && <Chip name="Family" value={view.family} without={{ family: null }} />}
      {view.code !== null && <Chip name="Code" value={view.code} without={{ code: null }} />}
    </div>
  );
}

function Chip({ name, value, without }: { name: string; value: string; without: Partial<View> }) {
  return (
    <Go to={without} class="chip" label={`${name} ${value}: show all again`}>
      {name} <b>{value}</b> <span aria-hidden="true">×</span>
    </Go>
  );
}

/** Carriers and services that had messages in the range, whatever else is filtered. */
function useValuesSeen(view: View): { carrier: string[]; vasid: string[] } {
  const { nowMs } = useContext(NewsContext);
  const range = nowMs === null ? null : rangeOf(view, nowMs);
  const ask = (by: string) =>
    range && path('/v1/breakdown', { from: formatMinute(range.fromMs), to: formatMinute(range.toMs), by });
  const carriers = useAnswer(BreakdownAnswer, ask('carrier'));
  const services = useAnswer(BreakdownAnswer, ask('vasid'));
  const valuesOf = (answer: BreakdownAnswer | null) => (answer?.rows ?? []).flatMap(({ value }) => value ?? []).sort();
  return { carrier: valuesOf(carriers.answer), vasid: valuesOf(services.answer) };
}

function withChosen(values: readonly string[], chosen: string | null): readonly string[] {
  return chosen === null || values.includes(chosen) ? values : [...values, chosen];
}

function connectionWords(connection: Connection): string {
  const words: Readonly<Record<Connection, string>> = {
    waiting: 'connecting',
    live: 'live',
    ended: 'the run has ended at',
    lost: 'no connection since',
  };
  return words[connection];
}
