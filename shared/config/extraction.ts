import * as z from 'zod/mini';
import { type Catalogue, DEFAULT_CATALOGUE, describeCode } from '../domain/catalogue.ts';
import type { CodeEntry } from '../domain/catalogue-entry.ts';
import type { ExtractSettings } from '../domain/extract/extraction.ts';

const FieldName = z
  .string()
  .check(
    z.regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, 'must be the name of a field as the log writes it, as in "resultCode"'),
  );

const Fields = z.strictObject({
  code: z._default(z.array(FieldName), []),
  status: z._default(z.array(FieldName), []),
  service: z._default(z.array(FieldName), []),
  carrier: z._default(z.array(FieldName), []),
});

const CarrierName = z
  .string()
  .check(z.regex(/^[A-Za-z0-9._:-]{1,64}$/, 'must be 1-64 letters, digits or . _ : -, as in "31003"'));

/** What extraction cannot guess; every part may be left out. */
const Reading = z.strictObject({
  fields: z.prefault(Fields, {}),
  carrierAliases: z._default(z.record(z.string().check(z.minLength(1)), CarrierName), {}),
});

const LogGroupSettings = z
  .strictObject({
    name: z.optional(z.string().check(z.minLength(1))),
    prefix: z.optional(z.string().check(z.minLength(1))),
    ...Reading.shape,
  })
  .check(
    z.refine(({ name, prefix }) => (name === undefined) !== (prefix === undefined), {
      message: 'must have either a name or a prefix, to say which log groups are meant',
    }),
  );

const CODE = /^[1-9][0-9]{3}$/;
const Code = z.strictObject({
  text: z.string().check(z.minLength(1), z.maxLength(120)),
  family: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  actor: z.optional(z.enum(['you', 'provider', 'carrier', 'account-manager', 'nobody'])),
  retry: z.optional(z.enum(['yes', 'no', 'after-fix', 'n/a', 'unknown'])),
});

/** The section `extraction` of the settings. */
export const ExtractionSettings = z.strictObject({
  ...Reading.shape,
  catalogue: z._default(
    z.record(z.string().check(z.regex(CODE, 'must be a code of four digits, as in "2571"')), Code),
    {},
  ),
  logGroups: z._default(z.array(LogGroupSettings), []),
  /** Whether TransactionIDs and MessageIDs of some failed messages are kept for a week. */
  sampleIds: z._default(z.boolean(), false),
});
export type ExtractionSettings = z.output<typeof ExtractionSettings>;

/**
 * Tells what holds for a log group: what is set for it by name, else by its longest prefix, together with what is set for all.
 * It gives the same object each time, by which extraction keeps what it made of it.
 */
export function extractSettingsOf(settings: ExtractionSettings): (logGroup: string) => ExtractSettings {
  const made = new Map<LogGroup | undefined, ExtractSettings>();
  return (logGroup) => {
    const own = ownOf(settings, logGroup);
    const known = made.get(own);
    if (known) return known;
    const both = together(settings, own);
    made.set(own, both);
    return both;
  };
}

type LogGroup = ExtractionSettings['logGroups'][number];

function ownOf({ logGroups }: ExtractionSettings, logGroup: string): LogGroup | undefined {
  const byPrefix = logGroups
    .filter(({ prefix }) => prefix !== undefined && logGroup.startsWith(prefix))
    .sort((a, b) => (b.prefix?.length ?? 0) - (a.prefix?.length ?? 0));
  return logGroups.find(({ name }) => name === logGroup) ?? byPrefix[0];
}

function together(settings: ExtractionSettings, own: LogGroup | undefined): ExtractSettings {
  const both = (field: keyof z.output<typeof Fields>) => [...settings.fields[field], ...(own?.fields[field] ?? [])];
  return {
    codeFields: both('code'),
    statusFields: both('status'),
    vasidFields: both('service'),
    carrierFields: both('carrier'),
    carrierAliases: new Map(Object.entries({ ...settings.carrierAliases, ...own?.carrierAliases })),
  };
}

/** The default catalogue with the provider's own entries over it; what an entry leaves out stays as it was. */
export function catalogueOf({ catalogue }: ExtractionSettings): Catalogue {
  const own = Object.entries(catalogue).map(([code, entry]): [number, CodeEntry] => {
    const known = describeCode(Number(code));
    const { text, family = known.family, actor = known.actor, retry = known.retry } = entry;
    return [
      Number(code),
      { ...known, text, details: known.text === text ? known.details : null, family, actor, retry, basis: 'stated' },
    ];
  });
  return new Map([...DEFAULT_CATALOGUE, ...own]);
}
