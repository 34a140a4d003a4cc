import { type ByteCount, textOf } from '../sources/bytes.ts';
import { InputError } from '../sources/input-error.ts';
import { type CountRow, readCountRow } from './count-row.ts';
import { startRemembering } from './seen-batches.ts';

/** What arrived in a minute. */
export interface Arrivals {
  readonly minute: number;
  readonly rows: readonly CountRow[];
}

/** Characters a row may have; a longer line is no row. */
const LONGEST_ROW = 1024 * 1024;

/**
 * Reads counts minute by minute of arrival, without what was delivered before. Holds one minute at a time.
 * @throws InputError that names the line and what is wrong with it
 */
export async function* arrivalsIn(input: string, read: ByteCount): AsyncGenerator<Arrivals> {
  const name = input === '-' ? 'standard input' : input;
  const isNew = startRemembering();
  let rows: CountRow[] = [];
  let minute = 0;
  let number = 0;
  for await (const lines of linesIn(input, read)) {
    for (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      const where = `${name} line ${number}`;
      if (line.length > LONGEST_ROW) throw new InputError(`${where}: a row has at most ${LONGEST_ROW} characters`);
      const row = readCountRow(line, where);
      if (row.arrival < minute)
        throw new InputError(`${where}: arrival must never decrease, got ${row.arrival} after ${minute}`);
      if (row.arrival > minute) {
        if (rows.length > 0) yield { minute, rows };
        rows = [];
        minute = row.arrival;
      }
      if (row.batch === undefined || isNew(row.batch)) rows.push(row);
    }
  }
  if (rows.length > 0) yield { minute, rows };
}

/** Lines as they come, many at once. */
async function* linesIn(input: string, read: ByteCount): AsyncGenerator<string[]> {
  let rest = '';
  for await (const piece of textOf(input, read)) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_ROW) {
      lines.push(rest);
      rest = '';
    }
    yield lines;
  }
  if (rest !== '') yield [rest];
}
