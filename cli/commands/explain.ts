import type { Command } from 'commander';

const EXAMPLES = `
Examples:
  mm7watch explain 'mm7 submit failed status_code=3520 vasid=svc-7'
  grep -m1 RSErrorRsp gateway.log | mm7watch explain -
  mm7watch explain --json - < one-event.txt

Shows how one log event is read: wrapper by wrapper, the elements, kind, code and dimensions, or why nothing was found.
Nothing that a log must not give away is printed: numbers of phones, keys of accounts, texts of messages.`;

/** `mm7watch explain`: how one event is read; for when a number surprises. */
export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description('show how one log event is read, or why nothing is found in it')
    .argument('<event>', 'the text of the event, or - for standard input')
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .option('--json', 'as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (event: string, options: { readonly settings?: string; readonly json?: true }) => {
      const { explainEvent } = await import('../local/explain-event.ts');
      process.stdout.write(`${await explainEvent(event, options)}\n`);
    });
}
