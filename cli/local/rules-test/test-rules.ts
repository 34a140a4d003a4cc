import { readFile } from 'node:fs/promises';
import { parseJsonc } from '#shared/config/jsonc.ts';
import { watchOf } from '#shared/config/rules.ts';
import { parseInstant } from '#shared/domain/instant.ts';
import { pc } from '../../terminal/colours.ts';
import { loadSettings } from '../settings.ts';
import { InputError } from '../sources/input-error.ts';
import { readRulesTest } from './rules-test-file.ts';
import { runRulesTest } from './run-rules-test.ts';

/**
 * Runs the tests of a file against the rules of the settings, a line each.
 * @returns whether one failed
 * @throws InputError where the file cannot be read, SettingsError where it holds what cannot be used
 */
export async function testRules(
  file: string,
  options: { readonly settings?: string; readonly json?: true },
  print: (line: string) => void,
): Promise<boolean> {
  const watch = watchOf(await loadSettings(options.settings));
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(`${file}: cannot be read (${cause.code ?? cause.message}); name a file that is there`, {
      cause,
    });
  });
  const { start, tests } = readRulesTest(parseJsonc(text, file), file);
  let failed = 0;
  for (const test of tests) {
    const result = runRulesTest(test, parseInstant(start) ?? 0, watch);
    if (result.problems.length > 0) failed += 1;
    print(options.json ? JSON.stringify(result) : lineOf(result.name, result.problems));
  }
  if (!options.json) print(`${tests.length - failed} of ${tests.length} as expected`);
  return failed > 0;
}

function lineOf(name: string, problems: readonly string[]): string {
  if (problems.length === 0) return `${pc.green('ok')}    ${name}`;
  return [`${pc.red('FAILS')} ${name}`, ...problems.map((problem) => `      ${problem}`)].join('\n');
}
