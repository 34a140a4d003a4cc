import * as z from 'zod/mini';
import { type Catalogue, DEFAULT_CATALOGUE, describeCode } from '../domain/catalogue.ts';
import { FAMILY_NAMES, type FamilyName } from '../domain/detect/family.ts';
import type { Maintenance } from '../domain/detect/maintenance.ts';
import { DEFAULT_RULES, EVERYWHERE, type Rule, SIGNAL_RULE_KINDS } from '../domain/detect/rule.ts';
import type { Watch } from '../domain/detect/watch.ts';
import { parseInstant } from '../domain/instant.ts';
import { catalogueOf, type ExtractionSettings } from './extraction.ts';

const Code = z.int().check(z.gte(1000, 'must be a code of four digits'), z.lte(9999, 'must be a code of four digits'));
const Codes = z.array(Code).check(z.minLength(1, 'must name at least one code'));
const Value = z
  .string()
  .check(z.regex(/^[A-Za-z0-9._:-]{1,64}$/, 'must be 1-64 letters, digits or . _ : -, as the tables show it'));
const Share = z.number().check(z.gte(0, 'must be a share, 0-1'), z.lte(1, 'must be a share, 0-1'));
const Minutes = z.int().check(z.gte(1, 'must be 1 or more'), z.lte(60, 'must be 60 or less'));
const Count = z.int().check(z.gte(1, 'must be 1 or more'));
const Severity = z.enum(['critical', 'warning']);
const FamilyOfCode = z.record(
  z.string().check(z.regex(/^[1-9][0-9]{3}$/, 'must be a code of four digits')),
  z.enum(FAMILY_NAMES),
);

const Override = z
  .strictObject({
    code: z.optional(Code),
    service: z.optional(Value),
    carrier: z.optional(Value),
    ignore: z._default(z.boolean(), false),
    severity: z.optional(Severity),
    minErrors: z.optional(Count),
    minExcessShare: z.optional(Share),
  })
  .check(
    z.refine(({ code, service, carrier }) => code !== undefined || service !== undefined || carrier !== undefined, {
      message: 'must say which keys it is about, by code, service or carrier',
    }),
  );

/** What every rule can say; each part may be left out where a rule of this name is there by default. */
const COMMON = {
  name: z
    .string()
    .check(z.regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'must be 1-41 small letters, digits or -, as in "throughput"')),
  enabled: z._default(z.boolean(), true),
  severity: z.optional(Severity),
  stage: z._default(z.boolean(), false),
  services: z.optional(z.array(Value).check(z.minLength(1, 'must name at least one service'))),
  carriers: z.optional(z.array(Value).check(z.minLength(1, 'must name at least one carrier'))),
  overrides: z._default(z.array(Override), []),
} as const;

const EvidenceEntry = z.strictObject({
  ...COMMON,
  kind: z.optional(z.literal('evidence')),
  codes: z.optional(Codes),
  families: z._default(FamilyOfCode, {}),
});
const ThresholdEntry = z.strictObject({
  ...COMMON,
  kind: z.literal('threshold'),
  codes: Codes,
  count: Count,
  windowMinutes: z._default(Minutes, 5),
  clearMinutes: z._default(Minutes, 10),
});
const RateEntry = z.strictObject({
  ...COMMON,
  kind: z.literal('rate'),
  codes: Codes,
  minShare: Share,
  minMessages: z._default(Count, 20),
  minErrors: z._default(Count, 5),
  minTimesUsual: z._default(z.number().check(z.gte(0, 'must be 0 or more')), 0),
  windowMinutes: z._default(Minutes, 5),
  clearMinutes: z._default(Minutes, 10),
});

const NO_CODES = 'must not be set, since this rule watches no codes of submits';
const NAMES_WITHOUT_CODES = DEFAULT_RULES.filter(
  (rule) => rule.kind !== 'rate' && (rule.kind !== 'evidence' || rule.watches === 'reports'),
).map(({ name }) => name);

/** One of the default rules that watch no codes; there is one of each kind, and its kind is its name. */
const SignalEntry = z.strictObject({
  ...COMMON,
  kind: z.enum(SIGNAL_RULE_KINDS),
  codes: z.optional(z.never({ error: NO_CODES })),
});

const DEFAULT_NAMES = DEFAULT_RULES.map(({ name }) => name);

const RuleEntry = z.discriminatedUnion('kind', [EvidenceEntry, ThresholdEntry, RateEntry, SignalEntry]).check(
  z.refine((entry) => entry.codes !== undefined || DEFAULT_NAMES.includes(entry.name), {
    path: ['codes'],
    message: `must name the codes of a rule of your own; without them an entry changes one of ${DEFAULT_NAMES.join(', ')}`,
  }),
  z.refine(({ name, codes }) => codes === undefined || !NAMES_WITHOUT_CODES.includes(name), {
    path: ['codes'],
    message: NO_CODES,
  }),
  z.refine(({ name, kind }) => !SIGNAL_RULE_KINDS.some((signal) => signal === kind) || name === kind, {
    path: ['name'],
    message:
      'must be that of the kind: there is one such rule, and what it watches is narrowed by services and carriers',
  }),
);

/** The section `rules`: changes to the default rules, by name, and rules of one's own. */
export const RuleSettings = z.array(RuleEntry).check(
  z.check(({ value, issues }) => {
    for (const [at, { name }] of value.entries()) {
      if (value.findIndex((entry) => entry.name === name) === at) continue;
      issues.push({ code: 'custom', path: [at, 'name'], input: name, message: 'must be the name of one rule only' });
    }
  }),
);
export type RuleSettings = z.output<typeof RuleSettings>;

const Instant = z
  .string()
  .check(z.refine((text) => parseInstant(text) !== null, 'must be an instant, as in "2026-11-24T22:00Z"'));

/** The section `maintenance`: when something is worked on. */
export const MaintenanceSettings = z.array(
  z
    .strictObject({
      from: Instant,
      to: Instant,
      service: z.optional(Value),
      carrier: z.optional(Value),
      reason: z.optional(z.string().check(z.maxLength(200))),
    })
    .check(
      z.refine(({ from, to }) => (parseInstant(from) ?? 0) < (parseInstant(to) ?? 1), {
        path: ['to'],
        message: 'must be later than from',
      }),
    ),
);
export type MaintenanceSettings = z.output<typeof MaintenanceSettings>;

/** What is watched under these settings. */
export function watchOf(settings: {
  readonly rules: RuleSettings;
  readonly maintenance: MaintenanceSettings;
  readonly extraction: ExtractionSettings;
}): Watch {
  const catalogue = catalogueOf(settings.extraction);
  return {
    rules: withOwnCodes(rulesOf(settings.rules), settings.rules, catalogue),
    maintenance: maintenanceOf(settings.maintenance),
    catalogue,
  };
}

/** How codes fail of families that do not fail a little all the time. */
const FAILS_AS: Readonly<Record<string, FamilyName>> = { authentication: 'auth', throughput: 'throughput' };

/** Codes of one's own that no rule names join the default rule of their family, unless the settings say which codes are its own. */
function withOwnCodes(rules: readonly Rule[], entries: RuleSettings, catalogue: Catalogue): Rule[] {
  const named = new Set(rules.flatMap(({ codes }) => codes));
  const own = [...catalogue.values()].filter(({ code }) => !DEFAULT_CATALOGUE.has(code) && !named.has(code));
  return rules.map((rule) => {
    const codes = DEFAULT_RULES.find(({ name }) => name === rule.name)?.codes ?? [];
    const isSaid = entries.some((entry) => entry.name === rule.name && entry.codes !== undefined);
    if (rule.kind !== 'evidence' || rule.watches !== 'submits' || isSaid) return rule;
    const families = new Set(codes.map((code) => describeCode(code).family));
    const joining = own.filter(({ family }) => families.has(family));
    const failsAs = joining.flatMap(({ code, family }): [number, FamilyName][] => {
      const name = FAILS_AS[family];
      return name ? [[code, name]] : [];
    });
    return {
      ...rule,
      codes: [...rule.codes, ...joining.map(({ code }) => code)],
      families: new Map([...failsAs, ...rule.families]),
    };
  });
}

/** The default rules as the settings change them, then those that the settings add. */
function rulesOf(entries: RuleSettings): Rule[] {
  const defaults = DEFAULT_RULES.map((rule) => {
    const entry = entries.find(({ name }) => name === rule.name);
    return entry ? ruleOf(entry, rule) : rule;
  });
  const own = entries.filter(({ name }) => !DEFAULT_NAMES.includes(name)).map((entry) => ruleOf(entry));
  const off = new Set(entries.filter(({ enabled }) => !enabled).map(({ name }) => name));
  return [...defaults, ...own].filter(({ name }) => !off.has(name));
}

function maintenanceOf(entries: MaintenanceSettings): Maintenance[] {
  return entries.map(({ from, to, service = null, carrier = null }) => ({
    scope: { vasid: service, carrier },
    fromMs: parseInstant(from) ?? 0,
    toMs: parseInstant(to) ?? 0,
  }));
}

type RuleEntry = RuleSettings[number];

function ruleOf(entry: RuleEntry, base?: Rule): Rule {
  const codes = entry.codes ?? base?.codes ?? [];
  const common = {
    ...EVERYWHERE,
    ...{ name: entry.name, codes, severity: entry.severity ?? base?.severity ?? 'warning', isStaged: entry.stage },
    reach: { vasids: setOf(entry.services), carriers: setOf(entry.carriers) },
    overrides: entry.overrides.map(({ service, ...override }) => ({ ...override, vasid: service })),
  };
  switch (entry.kind) {
    case 'threshold': {
      const { count, windowMinutes, clearMinutes } = entry;
      const bounds = { minErrors: count, minMessages: 0, minShare: 0, minTimesUsual: 0 };
      return { ...common, kind: 'rate', ...bounds, windowMinutes, clearMinutes };
    }
    case 'rate': {
      const { minShare, minMessages, minErrors, minTimesUsual, windowMinutes, clearMinutes } = entry;
      return { ...common, kind: 'rate', minShare, minMessages, minErrors, minTimesUsual, windowMinutes, clearMinutes };
    }
    case 'evidence':
    case undefined: {
      if (base && base.kind !== 'evidence') return { ...base, ...common };
      const families = new Map(Object.entries(entry.families).map(([code, family]) => [Number(code), family]));
      return { ...common, kind: 'evidence', watches: base?.watches ?? 'submits', families };
    }
    default:
      return { ...common, kind: entry.kind, codes: base?.codes ?? [] };
  }
}

function setOf(values: readonly string[] | undefined): ReadonlySet<string> | null {
  return values === undefined ? null : new Set(values);
}
