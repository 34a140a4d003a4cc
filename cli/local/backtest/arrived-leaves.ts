import { leafName } from '#shared/domain/detect/scope-name.ts';
import { errorOfReport, type LeafMinute, NO_ERROR } from '#shared/domain/detect/window.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import type { CountRow } from './count-row.ts';

/** What arrived in a minute: submits and final reports of each service at each carrier, as if they had happened in it. */
export interface ArrivedLeaves {
  readonly submits: readonly LeafMinute[];
  readonly reports: readonly LeafMinute[];
}

export const NOTHING_ARRIVED: ArrivedLeaves = { submits: [], reports: [] };

/** Adds rows of counts up by service and carrier. */
export function arrivedIn(rows: readonly CountRow[]): ArrivedLeaves {
  const submits = new Map<string, LeafSum>();
  const reports = new Map<string, LeafSum>();
  for (const row of rows) {
    const { total, codes } = row;
    if (total > 0) {
      const sum = sumOf(submits, row);
      sum.messages += total;
      for (const code in codes) addError(sum, Number(code), codes[code] ?? 0);
    }
    for (const status in row.reports) {
      const error = errorOfReport(status);
      if (error === null) continue;
      const count = row.reports[status] ?? 0;
      const sum = sumOf(reports, row);
      sum.messages += count;
      if (error !== NO_ERROR) addError(sum, error, count);
    }
  }
  return { submits: [...submits.values()], reports: [...reports.values()] };
}

interface LeafSum extends LeafMinute {
  messages: number;
  readonly errors: Map<number, number>;
}

function sumOf(sums: Map<string, LeafSum>, { arrival, vasid, carrier }: CountRow): LeafSum {
  const name = leafName({ vasid, carrier });
  const errors = new Map<number, number>();
  const sum = sums.get(name) ?? { startMs: arrival * MINUTE_MS, vasid, carrier, messages: 0, errors };
  sums.set(name, sum);
  return sum;
}

function addError({ errors }: LeafSum, code: number, count: number): void {
  errors.set(code, (errors.get(code) ?? 0) + count);
}
