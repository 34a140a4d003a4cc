import { type Command, InvalidArgumentError } from 'commander';

/** What the command line says. */
interface SendTestOptions {
  readonly logGroup: string;
  readonly code: number;
  readonly count: number;
  readonly service: string;
  readonly carrier: string;
}

const EXAMPLES = `
Examples:
  mm7watch send-test --log-group /mms/gateway                  one exchange that succeeded
  mm7watch send-test --log-group /mms/gateway --code 2568 --count 40
                                                               enough for an alert, within two minutes

It uses the credentials and the region of the AWS command line. What it writes is counted for the service mm7watch-test, under
transaction ids that begin with mm7watch-test, so that nobody takes it for traffic.`;

/** `mm7watch send-test`: writes marked exchanges to a log group, to see them counted and alerted on. */
export function registerSendTest(program: Command): void {
  program
    .command('send-test')
    .description('write marked MM7 exchanges to a log group, to try a deployment')
    .requiredOption('--log-group <name>', 'log group to write to')
    .option('--code <code>', 'status code of the answers', statusCode, 1000)
    .option('--count <number>', 'how many exchanges, at most 1000', exchangeCount, 1)
    .option('--service <id>', 'service they are counted for', 'mm7watch-test')
    .option('--carrier <id>', 'carrier they are counted for', 'mm7watch-test')
    .addHelpText('after', EXAMPLES)
    .action(async ({ logGroup, ...options }: SendTestOptions) => {
      const { sendTest } = await import('../send-test.ts');
      const logStream = await sendTest(logGroup, options, Date.now());
      process.stdout.write(
        `${options.count} exchanges with code ${options.code} for service ${options.service} are written to ${logGroup}, stream ${logStream}\n`,
      );
    });
}

function statusCode(text: string): number {
  if (!/^[1-9][0-9]{3}$/.test(text)) throw new InvalidArgumentError('It must be 1000-9999.');
  return Number(text);
}

function exchangeCount(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text) || Number(text) > 1000) throw new InvalidArgumentError('It must be 1-1000.');
  return Number(text);
}
