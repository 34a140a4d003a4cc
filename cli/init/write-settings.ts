import { writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseJsonc } from '#shared/config/jsonc.ts';
import { readSettings } from '#shared/config/settings.ts';
import { UsageError } from '../exit.ts';
import { type InitAnswers, settingsText } from './settings-text.ts';

/**
 * Writes a settings file.
 * @throws SettingsError where an answer cannot be used, UsageError where the file is there already; nothing is written then
 */
export async function writeSettings(
  file: string,
  answers: InitAnswers,
  { overwrite }: { readonly overwrite: boolean },
): Promise<void> {
  const text = settingsText(answers, schemaFrom(file));
  readSettings(parseJsonc(text, file), file);
  await writeFile(file, text, { flag: overwrite ? 'w' : 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') throw new UsageError(`${file} is there already; write over it with --force`);
    throw new UsageError(`${file} cannot be written (${cause.code ?? cause.message}); name another with --output`);
  });
}

const SCHEMA = join(import.meta.dirname, '../../mm7watch.schema.json');

/** Where the schema lies, as seen from a settings file. */
function schemaFrom(file: string): string {
  const path = relative(dirname(resolve(file)), SCHEMA)
    .split(sep)
    .join('/');
  return path.startsWith('../') ? path : `./${path}`;
}
