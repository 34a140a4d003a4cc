import type { Command } from 'commander';

const EXAMPLES = `
Examples:
  mm7watch extract events.jsonl             one JSON line per status: id, kind, code, status, vasid, carrier, text
  mm7watch extract - < gateway.log          any text: a line is a message, its id is null
  mm7watch extract events.jsonl | jq -c 'select(.kind == "submit" and .code != 1000)'

An input line is a CloudWatch log event as a JSON object with message and id or timestamp, a batch {"events":[…]} of one log
stream, whose events may be joined, or any other text. The counts of what was seen go to standard error as one JSON line.`;

/** `mm7watch extract`: what is read out of log events, one line each. */
export function registerExtract(program: Command): void {
  program
    .command('extract')
    .description('read statuses out of log events: JSON Lines in, JSON Lines out')
    .argument('[inputs...]', 'files, or - for standard input', ['-'])
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .addHelpText('after', EXAMPLES)
    .action(async (inputs: string[], options: { readonly settings?: string }) => {
      const { extractLines } = await import('../local/extract-lines.ts');
      await extractLines(inputs, options);
    });
}
