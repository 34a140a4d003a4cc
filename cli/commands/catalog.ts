import type { Command } from 'commander';
import { UsageError } from '../exit.ts';

const EXAMPLES = `
Examples:
  mm7watch catalog          every code with its text and who must act
  mm7watch catalog 3520     one code in full: the provider's words, family, whose job it is, whether retrying helps
  mm7watch catalog --json`;

/** `mm7watch catalog`: what the status codes mean. */
export function registerCatalog(program: Command): void {
  program
    .command('catalog')
    .description('what the status codes mean, whose job they are and whether retrying helps')
    .argument('[code]', 'a status code of four digits')
    .option('--json', 'as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (code: string | undefined, options: { readonly json?: true }) => {
      if (code !== undefined && !/^[1-9][0-9]{3}$/.test(code)) {
        throw new UsageError(`code must be 1000-9999, got ${JSON.stringify(code)}; mm7watch catalog lists them all`);
      }
      const { catalogText } = await import('../terminal/catalog.ts');
      process.stdout.write(`${catalogText(code === undefined ? null : Number(code), options.json === true)}\n`);
    });
}
