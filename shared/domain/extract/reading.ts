import { DEFAULT_EXTRACT_SETTINGS } from './extraction.ts';
import { type FieldNames, fieldNames } from './field-names.ts';
import { type FieldReading, readFields } from './fields.ts';
import type { JsonValue } from './json.ts';
import type { Line } from './line.ts';
import { type MarkedText, type Message, readMarkup } from './messages.ts';
import { unwrap, type Wrapper } from './unwrap.ts';
import { namedWordsOf, withoutMarkup, wordsOf } from './words.ts';

/** One event as it was read. Its fields and the log's own words are read once, where they are asked for. */
export class Reading implements Line {
  /** As for `Tags`. */
  static readonly kept = new Reading('', fieldNames(DEFAULT_EXTRACT_SETTINGS));

  readonly texts: readonly MarkedText[];
  readonly values: readonly JsonValue[];
  readonly wrappers: readonly Wrapper[];
  readonly #names: FieldNames;
  #ownTexts: readonly string[] | undefined;
  #fields: FieldReading | undefined;
  #words: string | undefined;

  constructor(message: string, names: FieldNames) {
    const { texts, values, wrappers } = unwrap(message);
    this.texts = texts.map((text) => ({ text, markup: readMarkup(text) }));
    this.values = values;
    this.wrappers = wrappers;
    this.#names = names;
  }

  get messages(): readonly Message[] {
    const [first] = this.texts;
    if (first && this.texts.length === 1) return first.markup.messages;
    return this.texts.flatMap(({ markup }) => markup.messages);
  }

  /** Whether a message begins in it that it does not end. */
  get isOpen(): boolean {
    return this.texts.some(({ markup }) => markup.open);
  }

  get fields(): FieldReading {
    this.#fields ??= readFields(this.values, this.ownTexts, this.#names);
    return this.#fields;
  }

  get words(): string {
    this.#words ??= wordsOf(this.ownTexts, this.values);
    return this.#words;
  }

  get named(): string {
    return this.values.length === 0 ? this.words : namedWordsOf(this.ownTexts, this.values);
  }

  get ownTexts(): readonly string[] {
    this.#ownTexts ??= this.texts.map(withoutMarkup);
    return this.#ownTexts;
  }
}
