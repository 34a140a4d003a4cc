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
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g, (written, hex?: string, char?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return JSON_ESCAPES[char ?? ''] ?? written;
  });
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Undoes the five entities of XML and numeric references; others are never expanded. */
export function unescapeEntities(text: string): string {
  return text.replace(
    /&(?:(lt|gt|amp|quot|apos)|#x([0-9a-fA-F]{1,6})|#([0-9]{1,7}));/g,
    (reference, name?: string, hex?: string, decimal?: string) => {
      if (name !== undefined) return NAMED_ENTITIES[name] ?? reference;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : reference;
    },
  );
}

/** Undoes percent-encoding, in which `+` is a blank; bytes above ASCII become a replacement, since nothing that is read has any. */
export function unescapePercent(text: string): string {
  return text.replace(/\+|%([0-9a-fA-F]{2})/g, (_written, hex?: string) => {
    if (hex === undefined) return ' ';
    const byte = Number.parseInt(hex, 16);
    return byte < 128 ? String.fromCharCode(byte) : '\ufffd';
  });
}
