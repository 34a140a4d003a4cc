import * as z from 'zod/mini';
import { LinksSection } from './links.ts';
import { FUNCTION_NAMES, OWN_LOG_GROUP_PREFIX } from './names.ts';

const NAME_OF_LOG_GROUP = /^[A-Za-z0-9_./#-]{1,512}$/;
/** How long CloudWatch Logs can be told to keep logs, in days. */
const RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

const LogGroupName = z.string().check(
  z.regex(NAME_OF_LOG_GROUP, 'must be 1-512 letters, digits or _ . / # -, as in "/mms/gateway"'),
  z.refine((name) => !name.startsWith(OWN_LOG_GROUP_PREFIX), {
    message: `must not begin with ${OWN_LOG_GROUP_PREFIX}, where mm7watch writes its own logs and would read them for ever`,
  }),
);
const SecretName = z
  .string()
  .check(z.regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/, 'must be the name of a secret in Secrets Manager, as in "mms/slack"'));
const Email = z.string().check(z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address'));
const RetentionDays = z.literal(RETENTION_DAYS, {
  error: `must be one of ${RETENTION_DAYS.join(', ')}, the spans CloudWatch Logs knows`,
});
const AccountId = z.string().check(z.regex(/^[0-9]{12}$/, 'must be an account id of twelve digits'));
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]{1,32}:[0-9]{12}:[A-Za-z0-9_-]{1,256}$/;
const Concurrency = z.int().check(z.gte(1, 'must be 1 or more'), z.lte(1000, 'must be 1000 or less'));

/** Which log groups are read. */
export const LogGroups = z.strictObject({
  names: z._default(z.array(LogGroupName), []),
  prefixes: z._default(z.array(LogGroupName), []),
});

/** How logs come in: filters straight to the function, or through a stream for volume and for other accounts. */
export const Ingestion = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('direct') }),
  z.strictObject({
    mode: z.literal('kinesis'),
    organizationId: z.optional(
      z.string().check(z.regex(/^o-[a-z0-9]{10,32}$/, 'must be the id of an organization, as in "o-exampleorgid"')),
    ),
    sourceAccounts: z._default(z.array(AccountId), []),
  }),
]);

/** A bot that writes to one channel of Slack. */
const SlackBot = z.strictObject({
  tokenSecretName: SecretName,
  channel: z.string().check(z.regex(/^[CG][A-Z0-9]{8,20}$/, 'must be the id of a channel, as in "C0123456789"')),
});

/** A channel of chat to which Amazon Q Developer brings what is published; its ids stand in the console of Amazon Q. */
const ChatChannel = z.discriminatedUnion('application', [
  z.strictObject({
    application: z.literal('slack'),
    workspaceId: z.string().check(z.regex(/^T[A-Z0-9]{8,20}$/, 'must be the id of a workspace, as in "T0123456789"')),
    channelId: z.string().check(z.regex(/^[CG][A-Z0-9]{8,20}$/, 'must be the id of a channel, as in "C0123456789"')),
  }),
  z.strictObject({
    application: z.literal('teams'),
    tenantId: z.string().check(z.regex(UUID, 'must be the id of a tenant, a UUID')),
    teamId: z.string().check(z.regex(UUID, 'must be the id of a team, a UUID')),
    channelId: z
      .string()
      .check(
        z.regex(/^19(?::|%3[aA])[A-Za-z0-9._@%-]{8,200}$/, 'must be the id of a channel, which begins with 19%3a'),
      ),
  }),
]);
export type ChatChannel = z.output<typeof ChatChannel>;

/** Where notifications go beside the topic, which anything can subscribe to. */
export const Channels = z
  .strictObject({
    emails: z._default(z.array(Email), []),
    slackWebhookSecretName: z.optional(SecretName),
    slackBot: z.optional(SlackBot),
    slackActions: z.optional(z.strictObject({ signingSecretName: SecretName })),
    amazonQ: z._default(z.array(ChatChannel), []),
    heartbeatUrl: z.optional(
      z.string().check(z.regex(/^https?:\/\/[^\s]+$/, 'must be an address, as in "https://hc-ping.com/…"')),
    ),
    heartbeatTopicArn: z.optional(
      z
        .string()
        .check(
          z.regex(
            TOPIC_ARN,
            'must be the ARN of a standard topic, as in "arn:aws:sns:eu-central-1:123456789012:heartbeats"',
          ),
        ),
    ),
  })
  .check(
    z.refine(({ slackBot, slackWebhookSecretName }) => slackBot === undefined || slackWebhookSecretName === undefined, {
      path: ['slackBot'],
      message: 'must not stand beside slackWebhookSecretName, which would tell Slack everything twice',
    }),
    z.refine(
      ({ slackActions, slackBot, slackWebhookSecretName }) =>
        slackActions === undefined || slackBot !== undefined || slackWebhookSecretName !== undefined,
      {
        path: ['slackActions'],
        message: 'must stand beside slackBot or slackWebhookSecretName, whose messages hold the buttons',
      },
    ),
  );

/** What is kept and for how long. */
export const Retention = z.strictObject({
  functionLogDays: z._default(RetentionDays, 30),
  failedPayloadDays: z._default(z.int().check(z.gte(1, 'must be 1 or more')), 30),
});

/** The table's bounds and key. */
export const TableSettings = z.strictObject({
  maxReadRequestUnits: z.optional(z.int().check(z.gte(1, 'must be 1 or more'))),
  maxWriteRequestUnits: z.optional(z.int().check(z.gte(1, 'must be 1 or more'))),
  customerManagedKey: z._default(z.boolean(), false),
});

/** Alarms on mm7watch itself; they tell the operators of it, not those who are told of episodes. */
export const Alarms = z.strictObject({
  enabled: z._default(z.boolean(), true),
  emails: z._default(z.array(Email), []),
});

/** Sections of the settings that say what is deployed; a laptop has no use for them. */
export const DEPLOYMENT_SECTIONS = {
  logGroups: z.prefault(LogGroups, {}).check(z.describe('Log groups to read, by name and by prefix.')),
  filterPattern: z
    ._default(z.string().check(z.maxLength(1024)), '')
    .check(z.describe('Filter pattern of CloudWatch Logs; what it leaves out is not counted. Empty: everything.')),
  ingestion: z
    ._default(Ingestion, { mode: 'direct' })
    .check(
      z.describe('direct: filters call the function. kinesis: through a stream, for volume and for other accounts.'),
    ),
  channels: z.prefault(Channels, {}).check(z.describe('Who is told of episodes, beside subscribers of the topic.')),
  links: z.prefault(LinksSection, {}).check(z.describe('What notifications link to: console page, docs, runbooks.')),
  retention: z.prefault(Retention, {}).check(z.describe('How long function logs and failed payloads are kept.')),
  removalPolicy: z
    ._default(z.enum(['retain', 'destroy']), 'retain')
    .check(z.describe('Whether counts and failed payloads outlive the stack.')),
  table: z.prefault(TableSettings, {}).check(z.describe('Bounds of throughput, and whether the key is your own.')),
  alarms: z.prefault(Alarms, {}).check(z.describe('Alarms on mm7watch itself, to who runs it.')),
  canary: z
    .optional(z.strictObject({ logGroup: LogGroupName }))
    .check(z.describe('A log group that is read, to which a line a minute is written that must be counted once.')),
  reservedConcurrency: z
    ._default(z.partialRecord(z.enum(FUNCTION_NAMES), Concurrency), {})
    .check(z.describe('Executions reserved for single functions; new accounts have none to reserve.')),
};
