import type { ComponentChildren } from 'preact';
import type { Asked } from '../use-answer.ts';

interface SectionProps<Answer> {
  readonly name: string;
  readonly title: string;
  readonly aside?: ComponentChildren;
  readonly asked: Asked<Answer>;
  /** Said where the answer holds nothing; null where it does. */
  readonly nothing: (answer: Answer) => string | null;
  readonly children: (answer: Answer) => ComponentChildren;
}

/** A part of the page with its answer, or with why there is none. What was known stays when asking again fails. */
export function Section<Answer>({ name, title, aside, asked, nothing, children }: SectionProps<Answer>) {
  const { answer, problem } = asked;
  const empty = answer === null ? null : nothing(answer);
  return (
    <section class={`part ${name}`} aria-labelledby={`${name}-title`} aria-busy={answer === null && problem === null}>
      <header>
        <h2 id={`${name}-title`}>{title}</h2>
        {aside}
      </header>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {empty !== null && <p class="nothing">{empty}</p>}
      {answer !== null && empty === null && children(answer)}
    </section>
  );
}
