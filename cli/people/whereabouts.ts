import type { Command } from 'commander';

/** Where a command finds episodes, and who acts. */
export interface Whereabouts {
  readonly stack?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly table?: string;
  readonly store?: string;
  readonly settings?: string;
  readonly as?: string;
}

/** The options by which a command is told where episodes are. */
export function addWhereabouts(command: Command): Command {
  return command
    .option('--stack <name>', 'a deployed stack, over its URLs and with your own credentials')
    .option('--table <name>', 'or the table of a deployment, the output TableName of its stack')
    .option('--store <folder>', 'or a store that run --store has kept')
    .option('--region <region>', 'with --stack: AWS region (default: as the AWS command line)')
    .option('--profile <name>', 'with --stack: AWS profile (default: as the AWS command line)');
}

/** The option by which a command is told who acts. */
export function addAuthor(command: Command, does: string): Command {
  return command.option(
    '--as <name>',
    `who ${does} (default: your name on this machine; with --stack always the one of your credentials)`,
  );
}
