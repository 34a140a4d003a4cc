import * as z from 'zod/mini';
import { ExtractionSettings } from './extraction.ts';

/** The settings that lie beside a function's code, since its environment holds 4 kB at most. */
export const BundledSettings = z.object({
  extraction: ExtractionSettings,
  /** Log groups that are read by name. */
  logGroups: z.array(z.string()),
});
export type BundledSettings = z.output<typeof BundledSettings>;
/** The same as it is written. */
export type BundledSettingsInput = z.input<typeof BundledSettings>;
