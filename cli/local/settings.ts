import { readFile } from 'node:fs/promises';
import { SettingsError } from '#shared/config/parse.ts';
import { readSettings, type Settings } from '#shared/config/settings.ts';

/** Read where no file is named and this one is there. */
const USUAL_FILE = 'mm7watch.config.json';

/**
 * Reads the settings.
 * @param file the file that was named, or undefined for the usual one, which may be missing
 * @throws SettingsError where a named file is missing, or a file holds something that cannot be used
 */
export async function loadSettings(file: string | undefined): Promise<Settings> {
  const name = file ?? USUAL_FILE;
  const text = await readFile(name, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' && file === undefined) return '{}';
    throw new SettingsError(`${name}: cannot be read (${cause.code ?? cause.message}); name a file that is there`, {
      cause,
    });
  });
  return readSettings(parseJson(text, name), name);
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SettingsError(`${name}: is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
