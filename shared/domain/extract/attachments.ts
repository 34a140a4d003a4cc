const HEADER = /\r?\ncontent-/gi;
const XML = /\ncontent-type:[^\n]{0,200}xml/i;
const LONGEST_HEADERS = 1024;
const LONGEST_BOUNDARY = 200;

/**
 * A text without the parts of a MIME message that are not its first and no XML: what was sent to customers is no statement of
 * the log.
 */
export function withoutAttachments(text: string): string {
  const boundary = text.includes('--') ? boundaryOf(text) : undefined;
  if (boundary === undefined) return text;
  const [first = '', ...others] = text.split(`\n${boundary}`);
  const kept = others.map((part) => (part.startsWith('--') || isXml(part) ? part : ''));
  return [first, ...kept].join('\n');
}

/** The first word that ends a line behind which headers stand and that begins with `--`, perhaps behind a log's prefix. */
function boundaryOf(text: string): string | undefined {
  for (const { index } of text.matchAll(HEADER)) {
    const word = /\S*$/.exec(text.slice(Math.max(0, index - LONGEST_BOUNDARY), index))?.[0] ?? '';
    const at = word.indexOf('--');
    if (at >= 0 && /[A-Za-z0-9]/.test(word.slice(at))) return word.slice(at);
  }
  return undefined;
}

function isXml(part: string): boolean {
  const headers = part.slice(0, LONGEST_HEADERS).split(/\n\r?\n/, 1)[0] ?? '';
  return XML.test(headers);
}
