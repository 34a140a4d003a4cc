import * as z from 'zod/mini';
import { Settings } from './settings.ts';

/** The settings as JSON Schema, for editors that complete and check; shipped as `mm7watch.schema.json`. */
export function settingsJsonSchema(): object {
  return { title: 'Settings of mm7watch', ...z.toJSONSchema(Settings, { io: 'input', target: 'draft-7' }) };
}
