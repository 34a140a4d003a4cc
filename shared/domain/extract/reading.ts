import { type FieldNames, type FieldReading, fieldsOfJson, fieldsOfText, readFields } from './fields.ts';
import type { JsonValue } from './json.ts';
import type { Line } from './line.ts';
import { type MarkedText, type Message, readMarked } from './messages.ts';
import type { Unwrapped } from './unwrap.ts';
import { type Words, withoutMarkup, wordsOf } from './words.ts';

/** One event as it was read. Its fields and the log's own words are read once, where they are asked for. */
export class Reading implements Line {
  readonly texts: readonly MarkedText[];
  readonly values: readonly JsonValue[];
  readonly #names: FieldNames;
  #ownTexts: readonly string[] | undefined;
  #fields: FieldReading | undefined;
  #words: Words | undefined;

  constructor(unwrapped: Unwrapped, names: FieldNames) {
    this.texts = unwrapped.texts.map(readMarked);
    this.values = unwrapped.values;
    this.#names = names;
  }

  get messages(): readonly Message[] {
    return this.texts.flatMap(({ markup }) => markup.messages);
  }

  get fields(): FieldReading {
    this.#fields ??= readFields([...fieldsOfJson(this.values), ...this.ownTexts.flatMap(fieldsOfText)], this.#names);
    return this.#fields;
  }

  get words(): string {
    return this.#said.words;
  }

  get named(): string {
    return this.#said.named;
  }

  get ownTexts(): readonly string[] {
    this.#ownTexts ??= this.texts.map(withoutMarkup);
    return this.#ownTexts;
  }

  get #said(): Words {
    this.#words ??= wordsOf(this.ownTexts, this.values);
    return this.#words;
  }
}
