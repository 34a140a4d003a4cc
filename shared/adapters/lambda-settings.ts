import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod/mini';
import { BundledSettings } from '../config/bundled.ts';
import { BUNDLED_SETTINGS_FILE } from '../config/names.ts';
import { parseSettings } from '../config/parse.ts';

/**
 * Reads the settings that were laid beside a function's code when it was deployed.
 * @param taskRoot folder of the code, which Lambda states as `LAMBDA_TASK_ROOT`
 */
export function readBundledSettings(taskRoot: string): BundledSettings {
  return readBundledAs(BundledSettings, taskRoot);
}

/** The same for a function that finds more there than the others do. */
export function readBundledAs<T extends z.core.$ZodType>(schema: T, taskRoot: string): z.output<T> {
  const file = join(taskRoot, BUNDLED_SETTINGS_FILE);
  return parseSettings(schema, JSON.parse(readFileSync(file, 'utf8')), file);
}
