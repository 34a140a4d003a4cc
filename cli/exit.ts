import { pcError } from './terminal/colours.ts';

/** How the command ends. */
export const EXIT = {
  /** Everything was read and done. */
  ok: 0,
  /** Something broke that is not the user's doing. */
  failure: 1,
  /** The command line, the settings or the input cannot be used; one line on standard error says why. */
  badInput: 2,
} as const;

/** A mistake in what the user gave; its message is the whole of what is printed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const NAMES_OF_BAD_INPUT = new Set(['UsageError', 'InputError', 'SettingsError']);

/** Prints an error as one line, or whole where it is none of the user's doing, and returns the exit code. */
export function reportError(error: unknown): number {
  if (error instanceof Error && NAMES_OF_BAD_INPUT.has(error.name)) {
    process.stderr.write(`${pcError.red('mm7watch:')} ${error.message}\n`);
    return EXIT.badInput;
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${pcError.red('mm7watch: unexpected failure:')} ${told}\n`);
  return EXIT.failure;
}
