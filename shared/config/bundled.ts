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

/** Functions that need to know what is watched; a change of rules touches no other. */
const KNOW_RULES: ReadonlySet<FunctionName> = new Set(['detect', 'query']);

/** What a function finds beside its code. */
export function bundledSettingsOf(
  { extraction, logGroups, rules, maintenance }: Settings,
  name: FunctionName,
): BundledSettingsInput {
  const common = { extraction, logGroups: logGroups.names };
  return KNOW_RULES.has(name) ? { ...common, ...{ rules, maintenance } } : common;
}
