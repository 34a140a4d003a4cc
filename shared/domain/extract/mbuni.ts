import type { LineStatus } from './line-status.ts';
import { parseStatus } from './values.ts';

/**
 * Reads the lines of Mbuni, an open MMS gateway: `Sent to MMC[op], code=[1000=>Success]`, `Send to MMSC[op], failed,
 * code=[2002=>…]`, `Received DLR MMS … [ACT:Retrieved]`, `Failed to contact MMC[…] => HTTP returned status=[500]!`.
 */
export function readMbuni(text: string): LineStatus | null {
  if (text.includes('Sent to MM') || text.includes('Send to MM')) {
    const code = /code=\[([1-9][0-9]{3})=>/.exec(text)?.[1];
    return code === undefined ? null : { kind: 'submit', code: Number(code), status: null };
  }
  if (text.includes('Received DLR MMS')) {
    const act = /\[ACT:([^\]]{0,64})\]/.exec(text)?.[1];
    return act === undefined ? null : { kind: 'delivery-report', code: null, status: parseStatus(act) };
  }
  if (text.includes('Failed to contact MM')) {
    const status = /HTTP returned status=\[([45][0-9]{2})\]/.exec(text)?.[1];
    return { kind: 'transport', code: null, status: status ?? null };
  }
  return null;
}
