import { type Command, InvalidArgumentError } from 'commander';

/** What the command line asks. */
interface ConsoleOptions {
  readonly store: string;
  readonly settings?: string;
  readonly port?: number;
  readonly open?: true;
}

const EXAMPLES = `
Examples:
  mm7watch console --store ./counts --open      the page over a store that was kept

The page is served on this machine and for it alone, until Ctrl-C.`;

/** `mm7watch console`: the page over what is kept. */
export function registerConsole(program: Command): void {
  program
    .command('console')
    .description('serve the page over a store that was kept with run --store')
    .requiredOption('--store <folder>', 'folder of the store')
    .option('--open', 'open it in the browser')
    .option('--port <number>', 'port of the page (default: 7007, or a free one)', portNumber)
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .addHelpText('after', EXAMPLES)
    .action(async (options: ConsoleOptions) => {
      const { showStore } = await import('../console/show-store.ts');
      await showStore(options);
    });
}

/** A port as an option gives it. */
export function portNumber(text: string): number {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a port, 1 to 65535.');
}
