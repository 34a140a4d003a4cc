import { existsSync, readFileSync } from 'node:fs';
import type { Node } from 'constructs';
import { parseJsonc } from '../shared/config/jsonc.ts';
import { SETTINGS_FILE } from '../shared/config/names.ts';
import { readSettings, type Settings } from '../shared/config/settings.ts';

/**
 * Settings of the app: the file, named by the context `settings` or the usual one where it is there, with the sections that
 * the context `mm7watch` of cdk.json holds over it.
 * @throws SettingsError that names each value which cannot be used
 */
export function settingsOf(node: Node): Settings {
  const named: unknown = node.tryGetContext('settings');
  const file = typeof named === 'string' ? named : SETTINGS_FILE;
  const inFile = typeof named === 'string' || existsSync(file) ? parseJsonc(readFileSync(file, 'utf8'), file) : {};
  const inContext: unknown = node.tryGetContext('mm7watch') ?? {};
  if (!isObject(inFile) || !isObject(inContext)) return readSettings(isObject(inFile) ? inContext : inFile, file);
  return readSettings({ ...inFile, ...inContext }, Object.keys(inContext).length > 0 ? `${file} and cdk.json` : file);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
