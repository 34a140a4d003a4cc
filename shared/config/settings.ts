import * as z from 'zod/mini';
import { ExtractionSettings } from './extraction.ts';
import { parseSettings } from './parse.ts';

/** The settings file as a whole; without one everything has its default. */
const Settings = z.strictObject({
  $schema: z.optional(z.string()),
  extraction: z.prefault(ExtractionSettings, {}),
});
export type Settings = z.output<typeof Settings>;

/**
 * Checks settings.
 * @param source the name of the file, for messages
 * @throws SettingsError that names each wrong value
 */
export function readSettings(value: unknown, source: string): Settings {
  return parseSettings(Settings, value, source);
}
