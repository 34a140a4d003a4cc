import { type Command, InvalidArgumentError } from 'commander';
import type { ChatChannel } from '#shared/config/deployment.ts';
import { UsageError } from '../exit.ts';
import { parseChatChannel } from '../init/chat-channel.ts';
import type { InitAnswers } from '../init/settings-text.ts';

/** What the command line says. */
interface InitOptions {
  readonly output: string;
  readonly logGroup: string[];
  readonly prefix: string[];
  readonly kinesis?: true;
  readonly organization?: string;
  readonly email: string[];
  readonly slackSecret?: string;
  readonly slackBot?: string;
  readonly slackChannel?: string;
  readonly amazonQ: ChatChannel[];
  readonly heartbeat?: string;
  readonly force?: true;
}

const EXAMPLES = `
Examples:
  mm7watch init                                                asks, and writes mm7watch.config.json
  mm7watch init --log-group /mms/gateway --email oncall@example.com
  mm7watch init --prefix /mms/ --slack-secret mms/slack-webhook --output mms.json
  mm7watch init --log-group /mms/gateway --slack-bot mms/slack-bot --slack-channel C0123456789
  mm7watch init --prefix /mms/ --kinesis --organization o-exampleorgid --amazon-q T0123456789/C0123456789

The file is checked as it is written, says what each setting is for, and can be changed by hand.`;

/** `mm7watch init`: writes a settings file with comments. */
export function registerInit(program: Command): void {
  program
    .command('init')
    .description('write a settings file with comments, from flags or by asking')
    .option('--log-group <name>', 'a log group to read; may be given several times', collect, [])
    .option('--prefix <prefix>', 'read all log groups that begin with this; may be given several times', collect, [])
    .option('--kinesis', 'take logs in through a stream, for volume and for other accounts')
    .option('--organization <id>', 'organization whose accounts may send to the stream')
    .option('--email <address>', 'who is told of episodes; may be given several times', collect, [])
    .option('--slack-secret <name>', 'secret in Secrets Manager that holds the address of a webhook of Slack')
    .option('--slack-bot <name>', 'secret in Secrets Manager that holds the token of a bot of Slack')
    .option('--slack-channel <id>', 'channel to which the bot writes')
    .option('--amazon-q <ids>', 'channel of chat: workspace/channel of Slack, tenant/team/channel of Teams', chat, [])
    .option('--heartbeat <url>', 'address to call each minute while all is well')
    .option('--output <file>', 'file to write', 'mm7watch.config.json')
    .option('--force', 'write over a file that is there')
    .addHelpText('after', EXAMPLES)
    .action(async (options: InitOptions) => {
      const { writeSettings } = await import('../init/write-settings.ts');
      const { askForAnswers } = await import('../init/ask.ts');
      const given = answersOf(options);
      const answers = saysNothing(given) && process.stdin.isTTY ? await askForAnswers() : given;
      await writeSettings(options.output, answers, { overwrite: options.force === true });
      process.stdout.write(
        `${options.output} is written. Next: npx cdk diff, then npx cdk deploy; see docs/deploy.md\n`,
      );
    });
}

function answersOf(options: InitOptions): InitAnswers {
  const { logGroup, prefix, email, slackSecret, slackBot, slackChannel, amazonQ, heartbeat } = options;
  if ((slackBot === undefined) !== (slackChannel === undefined)) {
    throw new UsageError('--slack-bot and --slack-channel go together: a bot has to be told where to write');
  }
  return {
    logGroups: logGroup,
    prefixes: prefix,
    emails: email,
    slackSecretName: slackSecret,
    slackBot:
      slackBot === undefined || slackChannel === undefined
        ? undefined
        : { tokenSecretName: slackBot, channel: slackChannel },
    amazonQ,
    heartbeatUrl: heartbeat,
    ingestion: ingestionOf(options),
  };
}

function ingestionOf({ kinesis, organization }: InitOptions): InitAnswers['ingestion'] {
  if (kinesis) return { mode: 'kinesis', organizationId: organization };
  if (organization === undefined) return undefined;
  throw new UsageError('--organization needs --kinesis: only a stream takes what other accounts send');
}

function saysNothing(answers: InitAnswers): boolean {
  return Object.values(answers).every(
    (answer) => answer === undefined || (Array.isArray(answer) && answer.length === 0),
  );
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function chat(value: string, before: ChatChannel[]): ChatChannel[] {
  const channel = parseChatChannel(value);
  if (!channel)
    throw new InvalidArgumentError('It must be workspace/channel of Slack or tenant/team/channel of Teams.');
  return [...before, channel];
}
