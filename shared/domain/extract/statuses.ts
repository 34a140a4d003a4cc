import type { DefectKind, Kind } from '../model.ts';
import type { Message } from './messages.ts';

/** What a message says: a status, a defect that hides it, or nothing at all. */
export type Outcome =
  | { readonly kind: Kind; readonly code: number | null; readonly status: string | null }
  | { readonly defect: DefectKind }
  | null;

/**
 * What a message says of its kind. An element that ended without a readable code or status gives its kind with neither; one
 * that the text cuts off before it gives nothing and is counted as cut off.
 */
export function outcomeOf(message: Message): Outcome {
  const { kind, code, status, closed } = message;
  if (kind === null) return null;
  if (kind === 'delivery-report' || kind === 'read-reply') {
    if (status === 'cut' || (status === undefined && !closed)) return { defect: 'truncated' };
    return { kind, code: null, status: status ?? null };
  }
  if (code === 'cut' || (code === null && !closed)) return { defect: 'truncated' };
  return { kind, code: typeof code === 'number' ? code : null, status: null };
}
