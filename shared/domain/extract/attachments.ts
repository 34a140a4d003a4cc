/** A boundary of a MIME message: a line of its own with a part's headers behind it. */
const BOUNDARY = /(?:^|\n)(--[^\s]{0,100}[A-Za-z0-9][^\s]{0,100})\r?\nContent-/i;
const XML = /\ncontent-type:[^\n]{0,200}xml/i;
const LONGEST_HEADERS = 1024;

/**
 * A text without the parts of a MIME message that are not its first and no XML: what was sent to customers is no statement of
 * the log.
 */
export function withoutAttachments(text: string): string {
  const boundary = text.includes('--') ? BOUNDARY.exec(text)?.[1] : undefined;
  if (boundary === undefined) return text;
  const [before = '', first = '', ...others] = `\n${text}`.split(`\n${boundary}`);
  const kept = others.map((part) => (part.startsWith('--') || isXml(part) ? part : ''));
  return [before, first, ...kept].join(`\n${boundary}`).slice(1);
}

function isXml(part: string): boolean {
  const headers = part.slice(0, LONGEST_HEADERS).split(/\n\r?\n/, 1)[0] ?? '';
  return XML.test(headers);
}
