/**
 * What varies between lines that one statement of a program wrote, as far as a line itself can tell: `digits`, a `word` with a
 * digit in it, an `instant`; a `value` between quotes behind a separator; the `text` of an element. None holds anything that
 * could be markup, an escape, a bracket or the separator of a field.
 */
export type ParameterKind = 'digits' | 'word' | 'instant' | 'value' | 'text';

const CLASSES: Readonly<Record<ParameterKind, Uint8Array>> = {
  digits: classOf(/[0-9]/),
  word: classOf(/[A-Za-z0-9_.-]/),
  instant: classOf(/[0-9TZ:.+-]/),
  value: classOf(/[A-Za-z0-9_.-]/),
  text: classOf(/[^<\\=:[{\0]/),
};

/** Which characters, as `charactersOf` gives them, match an expression. */
function classOf(expression: RegExp): Uint8Array {
  return Uint8Array.from({ length: 129 }, (_, char) => Number(expression.test(String.fromCharCode(char))));
}

/** Where the parameter ends that begins at an offset; -1 where none of its kind does. */
export function endOfParameter(characters: Uint8Array, from: number, kind: ParameterKind): number {
  const inside = CLASSES[kind];
  let end = from;
  while (inside[characters[end] as number] === 1) end += 1;
  return end === from || (kind === 'word' && !isMixed(characters, from, end)) ? -1 : end;
}

/** Whether there are digits and others. */
function isMixed(characters: Uint8Array, from: number, to: number): boolean {
  const { digits } = CLASSES;
  let count = 0;
  for (let at = from; at < to; at++) count += digits[characters[at] as number] as number;
  return count > 0 && count < to - from;
}
