import { type Command, InvalidArgumentError } from 'commander';
import type { RunOptions } from '../local/run-options.ts';
import { portNumber } from './console.ts';

const EXAMPLES = `
Examples:
  npm start                                  a simulated gateway with three incidents, about a minute
  npm start -- --open                        the same, and its page in the browser
  npm start -- gateway.log                   error table, episodes and what could not be read
  npm start -- --store ./counts a.log b.log.gz
                                             keeps the counts; reading the same file again changes nothing
  aws logs filter-log-events --log-group-name /mms/gateway --output json | npm start -- -
  npm start -- --follow --store ./counts /var/log/mms/gateway.log
  npm start -s -- --json gateway.log | jq .overview.outcomes

Input: plain text lines, JSON Lines, CloudWatch FilterLogEvents and get-log-events JSON, exported .gz, - for standard input.
Exit codes: 0 everything was read, 1 something broke here, 2 the command line, the settings or an input cannot be used.`;

/** `mm7watch run`: the main job, on a simulated gateway or on logs. */
export function registerRun(program: Command): void {
  program
    .command('run')
    .description('read logs, or a simulated gateway without any: error tables, alerts as they open and resolve')
    .argument('[inputs...]', 'log files, or - for standard input; none: a simulated gateway')
    .option('--store <folder>', 'keep the counts in this folder (default: forget them at the end)')
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .option('--follow', 'go on reading as the files grow, until interrupted')
    .option('--open', 'open the page in the browser; it is served for as long as it is looked at')
    .option('--keep', 'serve the page until interrupted, also when everything is read')
    .option('--port <number>', 'port of the page (default: 7007, or a free one)', portNumber)
    .option('--json', 'one JSON object a line: every notification, then the overview')
    .option('--seed <number>', 'seed of the simulated gateway', wholeNumber, 1)
    .option('--seconds <number>', 'how long the simulation is to take', wholeNumber, 45)
    .addHelpText('after', EXAMPLES)
    .action(async (inputs: string[], options: RunOptions) => {
      if (inputs.length === 0) {
        const { demonstrate } = await import('../local/demonstrate.ts');
        await demonstrate(options);
      } else {
        const { analyse } = await import('../local/analyse.ts');
        process.exitCode = await analyse(inputs, options);
      }
    });
}

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0 to 999999999.');
  return Number(text);
}
