import { UsageError } from './exit.ts';

/** @throws UsageError where it is no status code of four digits */
export function parseCode(option: string, text: string): number {
  if (!/^[1-9][0-9]{3}$/.test(text))
    throw new UsageError(`${option} must be a code of four digits as in 2568; got ${text}`);
  return Number(text);
}
