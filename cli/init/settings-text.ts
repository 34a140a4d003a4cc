/** What has to be known for a first settings file. */
export interface InitAnswers {
  readonly logGroups: readonly string[];
  readonly prefixes: readonly string[];
  readonly emails: readonly string[];
  readonly slackSecretName: string | undefined;
}

/** The text of a settings file: what was answered, and the other settings with their defaults as comments. */
export function settingsText({ logGroups, prefixes, emails, slackSecretName }: InitAnswers): string {
  const slack =
    slackSecretName === undefined ? '// "slackWebhookSecretName": "mms/slack-webhook"' : slackLine(slackSecretName);
  return `{
  // Settings of mm7watch; docs/settings.md tells them all. Comments and commas at the end are allowed.
  "$schema": "./mm7watch.schema.json",

  // Log groups of the gateway: by name, and all that begin with a prefix, those made later among them.
  "logGroups": {
    "names": ${JSON.stringify(logGroups)},
    "prefixes": ${JSON.stringify(prefixes)}
  },

  // What CloudWatch Logs delivers. Everything, unless you are sure of a pattern: what it leaves out is not counted.
  "filterPattern": "",

  // Who is told when something breaks, beside those who subscribe to the topic themselves. E-mail has to be confirmed.
  "channels": {
    "emails": ${JSON.stringify(emails)},
    // A secret in Secrets Manager whose text is the address of an incoming webhook of Slack.
    ${slack}
  },

  // Who is told when mm7watch itself has trouble.
  "alarms": { "enabled": true, "emails": ${JSON.stringify(emails)} },

  // Whether counts outlive the stack: "retain" or "destroy".
  "removalPolicy": "retain"

  // Names of fields and codes that only your logs have; see docs/extraction.md.
  // "extraction": { "fields": { "code": ["resultCode"] }, "catalogue": { "2571": { "text": "Trial limit reached" } } }
}
`;
}

function slackLine(secretName: string): string {
  return `"slackWebhookSecretName": ${JSON.stringify(secretName)}`;
}
