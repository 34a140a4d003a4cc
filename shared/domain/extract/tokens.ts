import type { ParameterKind } from './parameters.ts';

/** A line as its program wrote it: constant pieces and, between each two of them, a parameter. */
export interface Tokens {
  readonly pieces: readonly string[];
  readonly kinds: readonly ParameterKind[];
  /** What stands between the pieces. */
  readonly contents: readonly string[];
}

const ESCAPE = /\\+[nrt"]/y;
const TAG = /<\/?[A-Za-z_]/y;
const INSTRUCTION = /<\?[^<>]*>/y;
const TEXT = /[^<\\]+(?=<\/)/y;
const RUN = /[A-Za-z0-9_.-][A-Za-z0-9_.:+-]*/y;

/**
 * Tells the parameters of a line as JSON writes it from what is constant. Null where it holds what no program writes line by
 * line: comments, CDATA, tags that do not end, escapes beside those of line ends and quotes.
 */
export function tokensOf(written: string): Tokens | null {
  const tokens = new Tokenizer(written);
  return tokens.takeAll() ? tokens : null;
}

class Tokenizer implements Tokens {
  readonly pieces: string[] = [];
  readonly kinds: ParameterKind[] = [];
  readonly contents: string[] = [];
  readonly #written: string;
  #pieceAt = 0;

  constructor(written: string) {
    this.#written = written;
  }

  /** False where the line cannot be told. */
  takeAll(): boolean {
    const written = this.#written;
    for (let at = 0; at < written.length; ) {
      const end = this.#takeOne(at);
      if (end < 0) return false;
      at = end;
    }
    this.pieces.push(written.slice(this.#pieceAt));
    return true;
  }

  /** Takes what begins at an offset; tells where it ends, -1 where nothing can be made of it. */
  #takeOne(at: number): number {
    const char = this.#written.charAt(at);
    if (char === '\\') return endOf(ESCAPE, this.#written, at);
    if (char !== '<') return this.#takeRun(at);
    if (endOf(TAG, this.#written, at) < 0) return endOf(INSTRUCTION, this.#written, at);
    const end = this.#takeTag(at);
    return end < 0 ? end : this.#takeText(end);
  }

  #takeText(at: number): number {
    const end = endOf(TEXT, this.#written, at);
    return end > 0 && this.#written.slice(at, end).trim() !== '' ? this.#take(at, end, 'text') : at;
  }

  /** Passes over a tag and takes the values of its attributes, but for those of namespaces. */
  #takeTag(start: number): number {
    const written = this.#written;
    for (let at = start + 1; at < written.length; ) {
      const char = written.charAt(at);
      if (char === '>') return at + 1;
      if (char === '<' || char === "'") return -1;
      at += 1;
      if (char !== '"') continue;
      const end = written.indexOf('"', at);
      let valueEnd = end;
      while (written.charAt(valueEnd - 1) === '\\') valueEnd -= 1;
      if (end < 0 || /[<>'\\]/.test(written.slice(at, valueEnd))) return -1;
      const isNamespace = NAMESPACE.test(written.slice(Math.max(start, at - LONGEST_BEFORE), at));
      if (valueEnd - at >= SHORTEST_ATTRIBUTE && !isNamespace) this.#take(at, valueEnd, 'attribute');
      at = end + 1;
    }
    return -1;
  }

  /** Takes a run of letters, digits and marks if it is a parameter; passes over any other character. */
  #takeRun(at: number): number {
    const end = endOf(RUN, this.#written, at);
    if (end < 0) return at + 1;
    const kind = kindOfRun(this.#written, at, end);
    return kind === null ? end : this.#take(at, end, kind);
  }

  #take(at: number, end: number, kind: ParameterKind): number {
    this.pieces.push(this.#written.slice(this.#pieceAt, at));
    this.kinds.push(kind);
    this.contents.push(this.#written.slice(at, end));
    this.#pieceAt = end;
    return end;
  }
}

const NAMESPACE = /xmlns[\w:.-]*=\\*"$/;
const NAMES_SOMETHING = /[\s\\"']*[=:]/y;
const QUOTE_BEFORE = /[:=]\s*\\*"$/;
const QUOTE_BEHIND = /\\*"/y;
const LONGEST_BEFORE = 64;
/** Shorter ones are yes and no. */
const SHORTEST_ATTRIBUTE = 3;

/** What a run is; null where it is constant, as the name of a field and a word without digits are. */
function kindOfRun(written: string, at: number, end: number): ParameterKind | null {
  const run = written.slice(at, end);
  const before = written.slice(Math.max(0, at - LONGEST_BEFORE), at);
  if (/[%&#<]\/?$/.test(before) || endOf(NAMES_SOMETHING, written, end) > 0) return null;
  if (/^[0-9TZ:.+-]+$/.test(run) && /[0-9]:[0-9]/.test(run)) return 'instant';
  if (!/^[A-Za-z0-9_.-]+$/.test(run)) return null;
  if (before.endsWith('=') || (QUOTE_BEFORE.test(before) && endOf(QUOTE_BEHIND, written, end) > 0)) return 'value';
  if (/^[0-9]+$/.test(run)) return 'digits';
  return /[0-9]/.test(run) ? 'word' : null;
}

function endOf(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : -1;
}
