import { spawnSync } from 'node:child_process';
import { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { registerQuery } from '../../cli/commands/query.ts';
import { completionScript } from '../../cli/completion.ts';

const program = new Command('mm7watch');
registerQuery(program);
program.command('paint').addOption(new Option('--colour <colour>').choices(['red', 'green']));

test.each([
  ['mm7watch ""', ['query', 'paint', '--help']],
  ['mm7watch q', ['query']],
  ['mm7watch query fun', ['funnel']],
  ['mm7watch query --st', ['--store', '--stack', '--step', '--state']],
  ['mm7watch query codes --step ""', ['minute', 'hour', 'day']],
  ['mm7watch paint --colour r', ['red']],
])('bash completes %s', (line, wanted) => {
  const script = `${completionScript(program, 'bash')}
COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _mm7watch; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual(expect.arrayContaining(wanted));
});

test('zsh loads what bash does, fish has a line for each option', () => {
  expect(completionScript(program, 'zsh')).toMatch(/^#compdef mm7watch\n.*bashcompinit\n_mm7watch\(\)/);
  expect(completionScript(program, 'fish')).toContain(
    "complete -c mm7watch -n '__fish_seen_subcommand_from paint' -l colour -x -a 'red green'",
  );
});
