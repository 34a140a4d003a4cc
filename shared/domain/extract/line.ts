import type { FieldReading } from './fields.ts';
import { kindOfLine } from './line-kind.ts';
import type { LineStatus } from './line-status.ts';
import { readMbuni } from './mbuni.ts';
import type { Message } from './messages.ts';
import { readTransport } from './transport.ts';

/** The log's own words in an event, without the markup of messages. */
export interface Line {
  readonly words: string;
  /** The words with the names of JSON's values. */
  readonly named: string;
  readonly fields: FieldReading;
  /** Messages of MM7 that stand beside them. */
  readonly messages: readonly Message[];
}

/** Shapes of lines that state a status without markup, the most telling first. A new shape is one file and one entry here. */
const SHAPES: readonly ((line: Line) => LineStatus | null)[] = [
  ({ words }) => readMbuni(words),
  ({ fields }) => readStatusField(fields),
  ({ words, fields }) => readCodeField(words, fields),
  ({ named, messages }) => readTransport(named, messages.length > 0),
];

/** The one status that a line states, or null. */
export function readLine(line: Line): LineStatus | null {
  for (const shape of SHAPES) {
    const status = shape(line);
    if (status) return status;
  }
  return null;
}

function readStatusField({ status }: FieldReading): LineStatus | null {
  return status === undefined ? null : { kind: 'delivery-report', code: null, status };
}

function readCodeField(words: string, { code }: FieldReading): LineStatus | null {
  const kind = code === null ? null : kindOfLine(words);
  return kind === null ? null : { kind, code, status: null };
}
