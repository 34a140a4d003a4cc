/** A line of a text with its offset in UTF-16 units, which is the same however the text was cut into pieces. */
export interface Line {
  readonly text: string;
  readonly offset: number;
}

/** CloudWatch takes events of 1 MiB at most; a longer line is cut there, the rest of it passed over. */
export const LONGEST_LINE = 1024 * 1024;

/** Splits a text that comes in pieces into lines. */
export interface LineSplitter {
  readonly take: (piece: string) => Line[];
  /** The last line, where nothing ends it. */
  readonly rest: () => Line[];
}

/** Starts splitting; `\n` and `\r\n` end a line, lines of blanks are left out. */
export function startSplitting(): LineSplitter {
  let held = '';
  let offset = 0;
  let passingOver = false;
  const lineOf = (text: string): Line[] => {
    const line = { text: text.endsWith('\r') ? text.slice(0, -1) : text, offset };
    return line.text.trim() === '' ? [] : [line];
  };
  return {
    take(piece) {
      const lines: Line[] = [];
      const text = held + piece;
      let from = 0;
      for (let end = text.indexOf('\n', held.length); end >= 0; end = text.indexOf('\n', from)) {
        if (!passingOver) lines.push(...lineOf(text.slice(from, Math.min(end, from + LONGEST_LINE))));
        passingOver = false;
        offset += end + 1 - from;
        from = end + 1;
      }
      held = text.slice(from);
      if (passingOver || held.length > LONGEST_LINE) {
        if (!passingOver) lines.push(...lineOf(held.slice(0, LONGEST_LINE)));
        passingOver = true;
        offset += held.length;
        held = '';
      }
      return lines;
    },
    rest() {
      const last = passingOver ? [] : lineOf(held);
      held = '';
      return last;
    },
  };
}
