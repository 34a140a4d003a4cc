import * as z from 'zod/mini';
import { BundledSettings } from './bundled.ts';
import { MaintenanceSettings, RuleSettings } from './rules.ts';

/** The settings that lie beside the code of a function that needs to know what is watched. */
export const WatchBundledSettings = z.extend(BundledSettings, {
  rules: z._default(RuleSettings, []),
  maintenance: z._default(MaintenanceSettings, []),
});
