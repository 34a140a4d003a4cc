import { readFile } from 'node:fs/promises';
import { parseJsonc } from '#shared/config/jsonc.ts';
import { SETTINGS_FILE } from '#shared/config/names.ts';
import { SettingsError } from '#shared/config/parse.ts';
import { readSettings, type Settings } from '#shared/config/settings.ts';

/**
 * Reads the settings.
 * @param file the file that was named, or undefined for the usual one, which may be missing
 * @throws SettingsError where a named file is missing, or a file holds something that cannot be used
 */
export async function loadSettings(file: string | undefined): Promise<Settings> {
  const name = file ?? SETTINGS_FILE;
  const text = await readFile(name, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' && file === undefined) return '{}';
    throw new SettingsError(`${name}: cannot be read (${cause.code ?? cause.message}); name a file that is there`, {
      cause,
    });
  });
  return readSettings(parseJsonc(text, name), name);
}
