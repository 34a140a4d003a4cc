/** Columns of a terminal that is too wide, or of none at all. */
const MOST_COLUMNS = 110;
const LEAST_COLUMNS = 30;
const HANGING = 2;

/** A line broken between words where the terminal ends, all of it indented, what follows the first a little more. */
export function wrapped(text: string, indent: number, columns = process.stdout.columns ?? MOST_COLUMNS): string {
  const most = Math.max(LEAST_COLUMNS, Math.min(columns, MOST_COLUMNS)) - indent - HANGING;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, at) => `${' '.repeat(indent + (at === 0 ? 0 : HANGING))}${line}`).join('\n');
}
