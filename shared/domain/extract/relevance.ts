import type { FieldNames } from './fields.ts';

/**
 * Signs without one of which no event can hold, begin or continue anything that is read: names of MM7 in any case, and the
 * escapes behind which a letter of them may hide.
 */
const SIGNS = /status|mm7|mms|mmc|dlr|envelope|rsp|req|fault|<|&[lLgG#]|%[2-7]|\\u00[2-7]/i;

/** Whether an event has to be looked at when no message is open; most of a log's lines need not be. */
export function mayConcern(message: string, names: FieldNames): boolean {
  return SIGNS.test(message) || names.extra.some((name) => message.includes(name));
}
