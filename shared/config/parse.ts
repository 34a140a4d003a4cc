import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

z.config(en()); // the small form of zod, chosen for what a function loads, has no words of its own

/** Settings that cannot be used; its message has one line per problem: the path, what is wanted, what was got. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Parses something from outside.
 * @param source where it comes from, as in `mm7watch.config.json`
 * @throws SettingsError with every problem, so that one attempt tells them all
 */
export function parseSettings<T extends z.core.$ZodType>(schema: T, value: unknown, source: string): z.output<T> {
  const parsed = z.safeParse(schema, value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new SettingsError(parsed.error.issues.map((issue) => `${source}: ${describeIssue(issue)}`).join('\n'));
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = describePath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return `${path === '' ? '' : `${path}: `}unknown ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}; see docs/settings.md for the names there are`;
  }
  if (issue.code === 'invalid_key') {
    const [problem] = issue.issues;
    return `${path}: the name ${problem?.message ?? issue.message}; got ${JSON.stringify(issue.path.at(-1))}`;
  }
  const got = issue.input === undefined ? 'nothing' : JSON.stringify(issue.input)?.slice(0, 80);
  return `${path === '' ? 'the settings' : path}: ${issue.message}; got ${got}`;
}

/** `rules[2].windowMinutes`. */
function describePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text === '' ? '' : '.'}${String(part)}`),
    '',
  );
}
