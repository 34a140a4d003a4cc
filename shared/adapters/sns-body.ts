import * as z from 'zod/mini';
import { EPISODE_STATES, REASONS } from '../domain/episode.ts';
import { CAUSE_NAMES } from '../domain/insight/cause.ts';
import { BODY_VERSION, type NotificationBody } from '../domain/message/body.ts';
import { FACT_LABELS } from '../domain/message/fact.ts';
import { LINK_LABELS } from '../domain/message/links.ts';

const InstantMs = z.number().check(z.describe('Milliseconds since the epoch.'));
const Share = z.number().check(z.describe('A share, 0-1.'));
const Scope = z
  .object({ vasid: z.nullable(z.string()), carrier: z.nullable(z.string()) })
  .check(z.describe('Whom it is about; null stands for all services, or all carriers.'));
const Codes = z.array(z.number());
const Contributions = z
  .array(z.object({ value: z.string(), share: Share }))
  .check(z.describe('Who brought the increase, the largest first.'));
const Text = z.string();

const Facts = z.array(z.object({ label: z.enum(FACT_LABELS), text: Text }));

/** A notification as it is published. */
const Body = z.object({
  id: Text.check(z.describe('The same however often it is sent: drop repeats by it.')),
  version: z.literal(BODY_VERSION).check(z.describe('Raised when receivers would have to change.')),
  reason: z.enum(REASONS).check(z.describe('What happened to the episode.')),
  atMs: InstantMs,
  title: Text.check(z.describe('One line for a lock screen.')),
  text: Text.check(z.describe('The facts, a line each.')),
  facts: Facts,
  links: z.array(z.object({ label: z.enum(LINK_LABELS), url: Text })),
  episode: z.object({
    id: Text,
    version: z.number().check(z.describe('The higher one is the newer one.')),
    title: Text,
    facts: Facts.check(z.describe('All that is said of it as it stands, whatever happened last.')),
    rule: Text,
    severity: z.enum(['critical', 'warning']),
    state: z.enum(EPISODE_STATES),
    codes: Codes,
    scope: Scope,
    sinceMs: InstantMs,
    openedMs: InstantMs,
    resolvedMs: z.nullable(InstantMs),
    errors: z.number(),
    messages: z.number(),
    usualShare: Share,
    byVasid: Contributions,
    byCarrier: Contributions,
    causes: z.array(z.object({ name: z.enum(CAUSE_NAMES), evidence: Text })),
    limits: z.array(
      z.object({
        vasid: Text,
        acceptedPerMinute: z.number(),
        minutes: z.number(),
        mostAcceptedPerMinute: z.nullable(z.number()),
        submitsPerMinute: z.number(),
      }),
    ),
    history: z.array(
      z.object({ atMs: InstantMs, reason: z.enum(REASONS), scope: Scope, codes: Codes, who: z.optional(Text) }),
    ),
    acknowledgedBy: z.optional(z.object({ who: Text, atMs: InstantMs })),
    silence: z.optional(z.object({ author: Text, reason: Text, untilMs: z.nullable(InstantMs) })),
    summary: z.optional(
      z.object({
        durationMs: z.number(),
        peakShare: Share,
        peakMs: InstantMs,
        messages: z.number(),
        errors: z.number(),
        retryableShare: z.nullable(Share),
      }),
    ),
    lostLogs: z.optional(z.object({ logGroup: Text, toMs: InstantMs, repair: Text })),
  }),
  late: z
    .optional(z.array(z.object({ id: Text, reason: z.enum(REASONS), atMs: InstantMs, episodeId: Text })))
    .check(z.describe('Where it stands for all that could not be published for a while: each of them.')),
});

/**
 * Reads a published notification; anybody allowed to may publish to a topic.
 * @throws ZodError where it is none
 */
export function parseNotificationBody(text: string): NotificationBody {
  return Body.parse(JSON.parse(text));
}

/** What is published as JSON Schema, for receivers; shipped as `docs/notification.schema.json`. */
export function notificationJsonSchema(): object {
  return { title: 'Notification of mm7watch', ...z.toJSONSchema(Body, { target: 'draft-7' }) };
}
