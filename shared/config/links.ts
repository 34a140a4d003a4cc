import * as z from 'zod/mini';
import type { LinkSettings } from '../domain/message/links.ts';

const Address = z
  .string()
  .check(z.regex(/^https?:\/\/[^\s<>|"]{1,1000}$/, 'must be an address, as in "https://wiki.example.com/mms"'));

/** The section `links`: what notifications link to. */
export const LinksSection = z.strictObject({
  console: z.optional(Address),
  docs: z.optional(Address),
  runbooks: z._default(
    z.record(
      z.string().check(z.regex(/^(?:[1-9][0-9]{3}|[a-z0-9][a-z0-9-]{0,40})$/, 'must be a code or the name of a rule')),
      Address,
    ),
    {},
  ),
});
export type LinksSection = z.output<typeof LinksSection>;

/** Where notifications link to: what the settings say, and the log groups that are read. */
export function linkSettingsOf(
  { console, docs, runbooks }: LinksSection,
  logs: { readonly region: string; readonly logGroups: readonly string[]; readonly prefixes: readonly string[] },
): LinkSettings {
  return {
    console: withoutSlash(console),
    docs: withoutSlash(docs),
    runbooks: new Map(Object.entries(runbooks)),
    logs: logs.logGroups.length + logs.prefixes.length === 0 ? null : logs,
  };
}

function withoutSlash(address: string | undefined): string | null {
  return address === undefined ? null : address.replace(/\/+$/, '');
}
