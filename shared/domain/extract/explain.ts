import type { Defect, StatusEvent } from '../model.ts';
import { extract } from './extract.ts';
import type { ExtractSettings } from './extraction.ts';
import { fieldNames } from './field-names.ts';
import type { Message } from './messages.ts';
import { Reading } from './reading.ts';
import { skimFor } from './relevance.ts';
import { outcomeOf } from './statuses.ts';
import type { Wrapper } from './unwrap.ts';

/** How one event was read, step by step; holds nothing that must not leave the log. */
export interface Explanation {
  /** Whether it holds any sign of MM7; where it does not, nothing else is looked at. */
  readonly concerns: boolean;
  /** What was taken off, the outermost first. */
  readonly wrappers: readonly Wrapper[];
  /** The messages in its markup. */
  readonly elements: readonly ExplainedElement[];
  /** Names of the fields of JSON around them, without their values. */
  readonly fields: readonly string[];
  readonly statuses: readonly StatusEvent[];
  readonly defects: readonly Defect[];
}

/** One message as it was read. */
export interface ExplainedElement {
  readonly name: string;
  readonly closed: boolean;
  /** What it says in a few words. */
  readonly says: string;
}

const MOST_FIELDS = 40;

/** Reads one event as `extract` does and keeps what it went by. */
export function explain(message: string, settings: ExtractSettings): Explanation {
  const event = { id: '', timestampMs: 0, message };
  const { texts, messages, values, wrappers } = new Reading(message, fieldNames(settings));
  const { statuses, defects } = extract([event], settings);
  const stray = texts.flatMap(({ markup }) => markup.strayAt);
  return {
    concerns: skimFor(fieldNames(settings))(event),
    wrappers,
    elements: [
      ...messages.map(explainElement),
      ...stray.map(() => ({
        name: 'StatusCode or MMStatus',
        closed: true,
        says: 'stands in no message, so its kind is unknown',
      })),
    ],
    fields: [...new Set(values.map(({ name }) => name))].filter(isPlainName).slice(0, MOST_FIELDS),
    statuses,
    defects,
  };
}

function explainElement(message: Message): ExplainedElement {
  const { name, closed } = message;
  const outcome = outcomeOf(message);
  if (outcome === null) return { name, closed, says: 'a request; it carries no status' };
  if ('defect' in outcome) return { name, closed, says: 'the event ends before its code or status does' };
  const value = outcome.code ?? outcome.status;
  return {
    name,
    closed,
    says: value === null ? `${outcome.kind} without a readable code` : `${outcome.kind} ${value}`,
  };
}

/** Names of fields may be anything, a phone number too. */
function isPlainName(name: string): boolean {
  return /^[A-Za-z_.-]{1,40}$/.test(name);
}
