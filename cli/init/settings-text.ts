import type { ChatChannel } from '#shared/config/deployment.ts';

/** What has to be known for a first settings file. */
export interface InitAnswers {
  readonly logGroups: readonly string[];
  readonly prefixes: readonly string[];
  readonly emails: readonly string[];
  readonly slackSecretName?: string | undefined;
  readonly slackBot?: { readonly tokenSecretName: string; readonly channel: string } | undefined;
  readonly amazonQ: readonly ChatChannel[];
  readonly heartbeatUrl?: string | undefined;
  readonly ingestion?: IngestionAnswer | undefined;
}

/** How logs come in. */
export interface IngestionAnswer {
  readonly mode: 'direct' | 'kinesis';
  readonly organizationId?: string | undefined;
}

/**
 * The text of a settings file: what was answered, and the other settings with their defaults, or as examples in comments.
 * @param schema path of the schema as the file names it, by which editors complete and check it
 */
export function settingsText(answers: InitAnswers, schema: string): string {
  const { logGroups, prefixes, emails, slackSecretName, slackBot, amazonQ, heartbeatUrl, ingestion } = answers;
  return `{
  // Settings of mm7watch; docs/settings.md tells them all. Comments and commas at the end are allowed.
  "$schema": ${json(schema)},

  // Log groups of the gateway: by name, and all that begin with a prefix, those made later among them.
  "logGroups": {
    "names": ${json(logGroups)},
    "prefixes": ${json(prefixes)},
  },

  // What CloudWatch Logs delivers. Everything, unless you are sure of a pattern: what it leaves out is not counted.
  "filterPattern": "",

  // How it comes in: "direct", or "kinesis" for many gigabytes an hour and for log groups of other accounts.
  "ingestion": ${json(ingestion ?? { mode: 'direct' })},

  // Who is told when something breaks, beside those who subscribe to the topic themselves.
  "channels": {
    // Each address has to be confirmed from the mail that comes to it.
    "emails": ${json(emails)},
    // A secret in Secrets Manager whose text is the address of an incoming webhook of Slack ...
    ${given('slackWebhookSecretName', slackSecretName, 'mms/slack-webhook')}
    // ... or one whose text is the token of a bot, and the channel it writes to.
    ${given('slackBot', slackBot, { tokenSecretName: 'mms/slack-bot', channel: 'C0123456789' })}
    // Buttons in its messages, with the signing secret of the Slack app; see docs/channels.md.
    // "slackActions": { "signingSecretName": "mms/slack-signing" },
    // Channels of Slack and Microsoft Teams that Amazon Q Developer serves.
    ${given('amazonQ', amazonQ.length > 0 ? amazonQ : undefined, [EXAMPLE_CHANNEL])}
    // Is called each minute while all is well; whoever listens there raises the alarm when this stops.
    ${given('heartbeatUrl', heartbeatUrl, 'https://hc-ping.com/your-uuid')}
    // The same to a topic, best of another account.
    ${given('heartbeatTopicArn', undefined, 'arn:aws:sns:us-east-1:123456789012:heartbeats')}
  },

  // Who is told when mm7watch itself has trouble.
  "alarms": { "enabled": true, "emails": ${json(emails)} },

  // How many days the logs of functions and payloads that failed are kept.
  "retention": { "functionLogDays": 30, "failedPayloadDays": 30 },

  // Writes a line a minute to a log group that is read, and raises an alarm where it is not counted exactly once.
  ${given('canary', undefined, { logGroup: logGroups[0] ?? prefixes[0] ?? '/mms/gateway' })}

  // Whether counts outlive the stack: "retain" or "destroy".
  "removalPolicy": "retain",

  // Bounds of what the table may cost, and whether its key is your own.
  ${given('table', undefined, { maxWriteRequestUnits: 4000, maxReadRequestUnits: 4000, customerManagedKey: true })}

  // Names of fields and codes that only your logs have; see docs/extraction.md.
  ${given('extraction', undefined, { fields: { code: ['resultCode'] }, catalogue: { 2571: { text: 'Limit reached' } } })}
}
`;
}

const EXAMPLE_CHANNEL: ChatChannel = { application: 'slack', workspaceId: 'T0123456789', channelId: 'C0123456789' };

/** A setting as it was answered, else an example of it in a comment. */
function given(name: string, value: object | string | undefined, example: object | string): string {
  return value === undefined ? `// "${name}": ${json(example)},` : `"${name}": ${json(value)},`;
}

/** JSON with spaces where one would write them. */
function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{ ${parts.map(([name, part]) => `"${name}": ${json(part)}`).join(', ')} }`;
}
