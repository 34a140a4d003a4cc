import * as z from 'zod/mini';
import { DEPLOYMENT_SECTIONS, type LogGroups } from './deployment.ts';
import { ExtractionSettings } from './extraction.ts';
import { parseSettings } from './parse.ts';
import { MaintenanceSettings, RuleSettings } from './rules.ts';

/** The settings file as a whole; without one everything has its default. */
export const Settings = z
  .strictObject({
    $schema: z.optional(z.string()),
    extraction: z.prefault(ExtractionSettings, {}),
    rules: z._default(RuleSettings, []),
    maintenance: z._default(MaintenanceSettings, []),
    ...DEPLOYMENT_SECTIONS,
  })
  .check(
    z.check(({ value: { canary, logGroups }, issues }) => {
      if (canary === undefined || isRead(canary.logGroup, logGroups)) return;
      issues.push({
        code: 'custom',
        path: ['canary', 'logGroup'],
        input: canary.logGroup,
        message:
          'must be a log group that is read, by logGroups.names or logGroups.prefixes, or no line of it is counted',
      });
    }),
  );
export type Settings = z.output<typeof Settings>;
/** Settings as they are written, before what is left out has its default. */
export type SettingsInput = z.input<typeof Settings>;

function isRead(name: string, { names, prefixes }: z.output<typeof LogGroups>): boolean {
  return names.includes(name) || prefixes.some((prefix) => name.startsWith(prefix));
}

/**
 * Checks settings.
 * @param source the name of the file, for messages
 * @throws SettingsError that names each wrong value
 */
export function readSettings(value: unknown, source: string): Settings {
  return parseSettings(Settings, value, source);
}
