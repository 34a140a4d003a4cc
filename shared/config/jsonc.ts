import { SettingsError } from './parse.ts';

/** A string, which stays whatever it holds; or a comment; or a comma with nothing but a closing bracket after it. */
const TOKENS = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*[}\]])/g;

/**
 * Parses JSON in which comments and commas at the end of lists may stand, as settings files have them.
 * @param source name of the file, for messages
 * @throws SettingsError where it is none
 */
export function parseJsonc(text: string, source: string): unknown {
  const uncommented = text.replace(TOKENS, (token) => (token.startsWith('"') || token === ',' ? token : blank(token)));
  try {
    return JSON.parse(uncommented.replace(TOKENS, (token) => (token === ',' ? ' ' : token)));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SettingsError(`${source}: is no JSON: ${why}`, { cause });
  }
}

/** Keeps lines where they are, so that messages name the right one. */
function blank(comment: string): string {
  return comment.replace(/[^\n]/g, ' ');
}
