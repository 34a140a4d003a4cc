const LONGEST_SHAPE = 120;

/** What a line looks like with letters as `a` and digits as `0`: enough to recognise a format by, and nothing of what it said. */
export function shapeOf(message: string): string {
  return message
    .slice(0, LONGEST_SHAPE)
    .replace(/\p{L}/gu, 'a')
    .replace(/\p{N}/gu, '0')
    .replace(/[^\x20-\x7e]/gu, ' ');
}
