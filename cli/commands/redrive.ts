import type { Command } from 'commander';
import { EXIT } from '../exit.ts';

const EXAMPLES = `
Examples:
  mm7watch redrive --bucket mm7watch-failures1a2b3c --dry-run   what is kept, and why
  mm7watch redrive --bucket mm7watch-failures1a2b3c             sends it through again

The bucket is the output FailureBucket of the stack. It uses the credentials and the region of the AWS command line, which must be
allowed to list, read and delete in the bucket and to invoke the functions. What goes well is removed from the bucket; what fails
again stays. Redriving twice, or beside live traffic, changes no count.

Exit codes: 0 nothing is left but what cannot be redriven, 1 something failed again.`;

/** `mm7watch redrive`: sends through again what functions have failed on. */
export function registerRedrive(program: Command): void {
  program
    .command('redrive')
    .description('send through again what the failure store holds')
    .requiredOption('--bucket <name>', 'bucket of the failure store')
    .option('--dry-run', 'only tell what is kept and why')
    .addHelpText('after', EXAMPLES)
    .action(async ({ bucket, dryRun }: { readonly bucket: string; readonly dryRun?: true }) => {
      const { redriveBucket } = await import('../aws/redrive.ts');
      const hasFailed = await redriveBucket(bucket, { isDryRun: dryRun === true });
      process.exitCode = hasFailed ? EXIT.failure : EXIT.ok;
    });
}
