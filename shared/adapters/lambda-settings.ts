import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ExtractionSettings } from '../config/extraction.ts';
import { BUNDLED_SETTINGS_FILE } from '../config/names.ts';
import { parseSettings } from '../config/parse.ts';

const BundledSettings = z.object({
  extraction: ExtractionSettings,
  /** Log groups that are read by name. */
  logGroups: z.array(z.string()),
});

/**
 * Reads the settings that were laid beside a function's code when it was deployed.
 * @param taskRoot folder of the code, which Lambda states as `LAMBDA_TASK_ROOT`
 */
export function readBundledSettings(taskRoot: string): z.output<typeof BundledSettings> {
  const file = join(taskRoot, BUNDLED_SETTINGS_FILE);
  return parseSettings(BundledSettings, JSON.parse(readFileSync(file, 'utf8')), file);
}
