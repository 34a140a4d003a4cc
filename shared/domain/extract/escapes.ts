/** Undoing one level of the escapes in which log lines carry markup; what is no escape is left as it is. */

const JSON_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  '/': '/',
  '\\': '\\',
};

/** Undoes JSON's escapes: `\"`, `\n`, `\/`, `\u003c`. */
export function unescapeJson(text: string): string {
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return unescapeLeniently(text); // cut off, with quotes or line ends of its own, or no JSON at all
  }
}

function unescapeLeniently(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g, (written, hex?: string, char?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return JSON_ESCAPES[char ?? ''] ?? written;
  });
}

const BEGUN = /(?:&#?[A-Za-z0-9]{0,7}|\\(?:u[0-9a-fA-F]{0,3})?|%[0-9a-fA-F]?)$/;
const WHOLE = /^(?:&(?:[a-z]{2,4}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});|\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])|%[0-9a-fA-F]{2})/;
const LONGEST = 10;

/** Whether a text ends within what may be an escape. */
export function endsInEscape(text: string): boolean {
  return BEGUN.test(text.slice(-LONGEST));
}

/** Puts together what was cut in two and unescaped piece by piece: the escape that the cut went through is undone too. */
export function joinUnescaped(left: string, right: string): string {
  let border = BEGUN.exec(left.slice(-LONGEST))?.[0] ?? '';
  const before = left.slice(0, left.length - border.length);
  let rest = right;
  while (border !== '') {
    const written = WHOLE.exec(border + rest.slice(0, LONGEST))?.[0] ?? '';
    if (written.length <= border.length) break;
    rest = rest.slice(written.length - border.length);
    border = undoOne(written); // which may begin one more, as in `&amp;lt;`
  }
  return before + border + rest;
}

function undoOne(written: string): string {
  if (written.startsWith('&')) return unescapeEntities(written);
  return written.startsWith('%') ? unescapePercent(written) : unescapeJson(written);
}

const NAMED_ENTITIES: readonly (readonly [written: string, char: string])[] = [
  ['lt;', '<'],
  ['gt;', '>'],
  ['amp;', '&'],
  ['quot;', '"'],
  ['apos;', "'"],
];
const NUMERIC_REFERENCE = /#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));/y;

/** Undoes the five entities of XML and numeric references; others are never expanded. */
export function unescapeEntities(text: string): string {
  let plain = '';
  let from = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const named = NAMED_ENTITIES.find(([written]) => text.startsWith(written, at + 1));
    const [char, length] = named ? [named[1], named[0].length] : referenceAt(text, at + 1);
    if (length === 0) continue;
    plain += text.slice(from, at) + char;
    from = at + 1 + length;
  }
  return plain + text.slice(from);
}

function referenceAt(text: string, at: number): readonly [char: string, length: number] {
  if (text.charAt(at) !== '#') return ['', 0];
  NUMERIC_REFERENCE.lastIndex = at;
  const [written = '', hex, decimal] = NUMERIC_REFERENCE.exec(text) ?? [];
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return point > 0 && point <= 0x10ffff ? [String.fromCodePoint(point), written.length] : ['', 0];
}

/** Undoes percent-encoding, in which `+` is a blank. */
export function unescapePercent(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return unescapePercentLeniently(spaced); // cut off, or with bytes that are no UTF-8
  }
}

/** Bytes above ASCII become a replacement, since nothing that is read has any. */
function unescapePercentLeniently(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_written, hex: string) => {
    const byte = Number.parseInt(hex, 16);
    return byte < 128 ? String.fromCharCode(byte) : '\ufffd';
  });
}
