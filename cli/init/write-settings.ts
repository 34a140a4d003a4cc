import { writeFile } from 'node:fs/promises';
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
  const text = settingsText(answers);
  readSettings(parseJsonc(text, file), file);
  await writeFile(file, text, { flag: overwrite ? 'w' : 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') throw new UsageError(`${file} is there already; write over it with --force`);
    throw new UsageError(`${file} cannot be written (${cause.code ?? cause.message}); name another with --output`);
  });
}
