import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundledSettings } from '../config/bundled.ts';
import { BUNDLED_SETTINGS_FILE } from '../config/names.ts';
import { parseSettings } from '../config/parse.ts';

/**
 * Reads the settings that were laid beside a function's code when it was deployed.
 * @param taskRoot folder of the code, which Lambda states as `LAMBDA_TASK_ROOT`
 */
export function readBundledSettings(taskRoot: string): BundledSettings {
  const file = join(taskRoot, BUNDLED_SETTINGS_FILE);
  return parseSettings(BundledSettings, JSON.parse(readFileSync(file, 'utf8')), file);
}
