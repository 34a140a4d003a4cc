import type { Command } from 'commander';
import type { InitAnswers } from '../init/settings-text.ts';

/** What the command line says. */
interface InitOptions {
  readonly output: string;
  readonly logGroup: string[];
  readonly prefix: string[];
  readonly email: string[];
  readonly slackSecret?: string;
  readonly force?: true;
}

const EXAMPLES = `
Examples:
  mm7watch init                                                asks, and writes mm7watch.config.json
  mm7watch init --log-group /mms/gateway --email oncall@example.com
  mm7watch init --prefix /mms/ --slack-secret mms/slack-webhook --output mms.json

The file is checked as it is written, says what each setting is for, and can be changed by hand.`;

/** `mm7watch init`: writes a settings file with comments. */
export function registerInit(program: Command): void {
  program
    .command('init')
    .description('write a settings file with comments, from flags or by asking')
    .option('--log-group <name>', 'a log group to read; may be given several times', collect, [])
    .option('--prefix <prefix>', 'read all log groups that begin with this; may be given several times', collect, [])
    .option('--email <address>', 'who is told of episodes; may be given several times', collect, [])
    .option('--slack-secret <name>', 'secret in Secrets Manager that holds the address of a webhook of Slack')
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

function answersOf({ logGroup, prefix, email, slackSecret }: InitOptions): InitAnswers {
  return { logGroups: logGroup, prefixes: prefix, emails: email, slackSecretName: slackSecret };
}

function saysNothing({ logGroups, prefixes, emails, slackSecretName }: InitAnswers): boolean {
  return logGroups.length + prefixes.length + emails.length === 0 && slackSecretName === undefined;
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
