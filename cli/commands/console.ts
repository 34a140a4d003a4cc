import { type Command, InvalidArgumentError } from 'commander';
import { UsageError } from '../exit.ts';

/** What the command line asks. */
interface ConsoleOptions {
  readonly store?: string;
  readonly stack?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly settings?: string;
  readonly port?: number;
  readonly open?: true;
}

const EXAMPLES = `
Examples:
  mm7watch console --store ./counts --open                      a store that was kept with run --store
  mm7watch console --stack mm7watch --open                      a deployment, asked with your own credentials
  mm7watch console --stack mm7watch --profile mms --region eu-central-1

The page is served on this machine and for it alone, until Ctrl-C. Over a deployment this machine signs each question; nothing more is deployed.
Credentials, region and profile are those of the AWS command line.`;

/** `mm7watch console`: the page over what is kept or deployed. */
export function registerConsole(program: Command): void {
  program
    .command('console')
    .description('serve the page over a kept store, or over a deployed stack with your own credentials')
    .option('--store <folder>', 'a store that run --store has kept')
    .option('--stack <name>', 'or a deployed stack')
    .option('--region <region>', 'with --stack: AWS region (default: as the AWS command line)')
    .option('--profile <name>', 'with --stack: AWS profile (default: as the AWS command line)')
    .option('--open', 'open it in the browser')
    .option('--port <number>', 'port of the page (default: 7007, or a free one)', portNumber)
    .option('--settings <file>', 'with --store: settings file (default: mm7watch.config.json where there is one)')
    .addHelpText('after', EXAMPLES)
    .action(async ({ store, stack, ...options }: ConsoleOptions) => {
      if (stack !== undefined && store === undefined) {
        const { showStack } = await import('../console/show-stack.ts');
        await showStack({ ...options, stack });
      } else if (store !== undefined && stack === undefined) {
        const { showStore } = await import('../console/show-store.ts');
        await showStore({ ...options, store });
      } else {
        const got = stack === undefined ? 'neither' : 'both';
        throw new UsageError(`console is told --store or --stack, got ${got}; --help has examples`);
      }
    });
}

/** A port as an option gives it. */
export function portNumber(text: string): number {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a port, 1 to 65535.');
}
