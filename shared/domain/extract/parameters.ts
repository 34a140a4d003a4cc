/**
 * What varies between lines that one statement of a program wrote, as far as a line itself can tell: `digits`, a `word` with a
 * digit in it, an `instant`; a `value` behind `=` or in quotes behind a separator; the `text` of an element and the value of an
 * `attribute`. None holds an escape or could be markup. The first four hold no bracket and no separator either, and end where no
 * letter, digit or mark follows, so that what is one of them is none of the others.
 */
export type ParameterKind = 'digits' | 'word' | 'instant' | 'value' | 'text' | 'attribute';

const DIGIT = classOf(/[0-9]/);
const IN_WORD = classOf(/[A-Za-z0-9_.-]/);
const IN_INSTANT = classOf(/[0-9TZ:.+-]/);
const IN_RUN = classOf(/[A-Za-z0-9_.:+-]/);
const IN_TEXT = classOf(/[^<\\]/);
const IN_ATTRIBUTE = classOf(/[^<>"'\\]/);
const IS_COLON = classOf(/:/);

/** Which characters, as `charactersOf` gives them, match an expression; none that JSON has to escape, and no end of a text, does. */
function classOf(expression: RegExp): Uint8Array {
  return Uint8Array.from({ length: 129 }, (_, char) =>
    Number(char >= 32 && expression.test(String.fromCharCode(char))),
  );
}

/** Where the parameter of a kind ends that begins at an offset; -1 where none does. */
export function endOfParameter(characters: Uint8Array, from: number, kind: ParameterKind): number {
  let end = -1;
  if (kind === 'text') end = endOf(IN_TEXT, characters, from);
  else if (kind === 'attribute') end = endOf(IN_ATTRIBUTE, characters, from);
  else end = endOfRun(characters, from, kind);
  return end > from ? end : -1;
}

/** A run ends where no letter, digit or mark follows. */
function endOfRun(characters: Uint8Array, from: number, kind: ParameterKind): number {
  const digitsEnd = endOf(DIGIT, characters, from);
  const end = endOf(kind === 'instant' ? IN_INSTANT : IN_WORD, characters, digitsEnd);
  if (IN_RUN[characters[end] as number] === 1) return -1;
  const isOfKind =
    kind === 'value' ||
    (kind === 'digits' && end === digitsEnd) ||
    (kind === 'word' && end > digitsEnd && (digitsEnd > from || holds(DIGIT, characters, digitsEnd, end))) ||
    (kind === 'instant' && holds(IS_COLON, characters, from, end));
  return isOfKind ? end : -1;
}

function endOf(inside: Uint8Array, characters: Uint8Array, from: number): number {
  let end = from;
  while (inside[characters[end] as number] === 1) end += 1;
  return end;
}

function holds(some: Uint8Array, characters: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (some[characters[at] as number] === 1) return true;
  return false;
}
