import type { Kind } from '../model.ts';

/** A status that a line without markup states. */
export interface LineStatus {
  readonly kind: Kind;
  readonly code: number | null;
  readonly status: string | null;
}
