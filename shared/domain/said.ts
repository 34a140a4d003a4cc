/** Longest name of a person, and longest reason or marker, in characters. */
export const MOST_NAME_CHARACTERS = 80;
export const MOST_WORDS_CHARACTERS = 200;

/** Control characters, those that reorder or hide text, and halves of characters: nothing that is shown beside it shall look otherwise by them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+/gu;

/**
 * What a person wrote, as one line of bounded length; empty where nothing readable is left. It is escaped where it is shown, since
 * what is markup differs from place to place.
 */
export function saidBy(text: string, mostCharacters: number): string {
  const line = text
    .slice(0, 4 * mostCharacters)
    .replace(UNSEEN, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...line].slice(0, mostCharacters).join('').trimEnd();
}
