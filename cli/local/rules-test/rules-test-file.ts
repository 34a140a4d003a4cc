import * as z from 'zod/mini';
import { parseSettings } from '#shared/config/parse.ts';
import { SIGNALS } from '#shared/domain/detect/signal.ts';
import { parseInstant } from '#shared/domain/instant.ts';

const Minute = z.int().check(z.gte(0, 'must be a minute from 0'), z.lte(20_160, 'must be within two weeks'));
const Name = z.string().check(z.minLength(1), z.maxLength(64));
const Count = z.int().check(z.gte(0, 'must be 0 or more'));

const Traffic = z.strictObject({
  service: Name,
  carrier: Name,
  from: z._default(Minute, 0),
  minutes: z.int().check(z.gte(1, 'must be 1 or more'), z.lte(20_160, 'must be within two weeks')),
  every: z._default(z.int().check(z.gte(1, 'must be 1 or more')), 1),
  total: Count,
  codes: z._default(z.record(z.string().check(z.regex(/^[1-9][0-9]{3}$/, 'must be a code of four digits')), Count), {}),
  reports: z.optional(
    z.record(z.string().check(z.regex(/^[A-Za-z]{1,40}$/, 'must be a status of letters, as in "Retrieved"')), Count),
  ),
});

const Expected = z.strictObject({
  rule: Name,
  code: z.union([z.int(), z.enum(SIGNALS)], { error: `must be a code or one of ${SIGNALS.join(', ')}` }),
  service: z._default(z.nullable(Name), null),
  carrier: z._default(z.nullable(Name), null),
  opens: z.tuple([Minute, Minute]),
  resolves: z.optional(z.tuple([Minute, Minute])),
  quiet: z._default(z.boolean(), false),
});

/** Tests of rules: traffic, and the episodes that are to come of it. */
const RulesTestFile = z.strictObject({
  $schema: z.optional(z.string()),
  start: z._default(
    z.string().check(z.refine((text) => parseInstant(text) !== null, 'must be an instant, as in "2026-11-23T12:00Z"')),
    '2026-11-23T12:00Z',
  ),
  tests: z
    .array(z.strictObject({ name: Name, traffic: z.array(Traffic), expect: z.array(Expected) }))
    .check(z.minLength(1, 'must hold at least one test')),
});
export type RulesTestFile = z.output<typeof RulesTestFile>;
export type RulesTest = RulesTestFile['tests'][number];
export type ExpectedEpisode = RulesTest['expect'][number];

/** @throws SettingsError that names each value which cannot be used */
export function readRulesTest(value: unknown, source: string): RulesTestFile {
  return parseSettings(RulesTestFile, value, source);
}
