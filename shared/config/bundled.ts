import * as z from 'zod/mini';
import { ExtractionSettings } from './extraction.ts';
import type { FunctionName } from './names.ts';
import type { Settings } from './settings.ts';

/** The settings that lie beside a function's code, since its environment holds 4 kB at most. */
export const BundledSettings = z.object({
  extraction: ExtractionSettings,
  /** Log groups that are read by name. */
  logGroups: z.array(z.string()),
});
export type BundledSettings = z.output<typeof BundledSettings>;
/** The same as it is written. */
export type BundledSettingsInput = z.input<typeof BundledSettings>;

/** What a function finds beside its code; rules are for detect alone, so that a change of them touches nothing else. */
export function bundledSettingsOf(
  { extraction, logGroups, rules, maintenance, links }: Settings,
  name: FunctionName,
): BundledSettingsInput {
  const common = { extraction, logGroups: logGroups.names };
  return name === 'detect'
    ? { ...common, ...{ rules, maintenance, links, logGroupPrefixes: logGroups.prefixes } }
    : common;
}
