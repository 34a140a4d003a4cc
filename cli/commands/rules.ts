import type { Command } from 'commander';
import { EXIT } from '../exit.ts';

const EXAMPLES = `
Examples:
  mm7watch rules test rules.test.json
  mm7watch rules test rules.test.json --settings proposed.json

A file of tests, comments allowed; minutes count from its start:
  {
    "start": "2026-11-23T12:00Z",
    "tests": [{
      "name": "broken credentials are told within two minutes",
      "traffic": [
        { "service": "svc-7", "carrier": "31003", "minutes": 60, "total": 20 },
        { "service": "svc-7", "carrier": "31003", "from": 60, "minutes": 10, "total": 20, "codes": { "2568": 20 } },
        { "service": "svc-7", "carrier": "31003", "from": 70, "minutes": 40, "total": 20 }
      ],
      "expect": [
        { "rule": "provisioning-auth", "code": 2568, "service": "svc-7", "carrier": "31003", "opens": [60, 62], "resolves": [80, 100] }
      ]
    }]
  }

Traffic may have "every": 5 (minutes), and "reports": { "Retrieved": 18, "Expired": 2 }, delivery reports by status. An expected episode
may be "quiet": true, told to nobody; beside codes it may be about "code": "delivery", "silent-loss" or "no-traffic".

Each test begins with detectors that know nothing, and expects these episodes and no others.
Exit codes: 0 all as expected, 1 not, 2 the file or the settings cannot be used.`;

/** `mm7watch rules test`: unit tests of rules. */
export function registerRules(program: Command): void {
  program
    .command('rules')
    .description('test the rules of the settings')
    .command('test <file>')
    .description('run tests: traffic, and the episodes that are to come of it')
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .option('--json', 'one JSON object a test')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: { readonly settings?: string; readonly json?: true }) => {
      const { testRules } = await import('../local/rules-test/test-rules.ts');
      const failed = await testRules(file, options, (line) => process.stdout.write(`${line}\n`));
      process.exitCode = failed ? EXIT.failure : EXIT.ok;
    });
}
