import { Argument, type Command } from 'commander';
import { completionScript, SHELLS, type Shell } from '../completion.ts';

const EXAMPLES = `
Examples:
  source <(mm7watch completion bash)                            in this shell; in ~/.bashrc for good
  mm7watch completion zsh > ~/.zfunc/_mm7watch                  a folder of fpath
  mm7watch completion fish > ~/.config/fish/completions/mm7watch.fish`;

/** `mm7watch completion`: what a shell needs to complete the command line. */
export function registerCompletion(program: Command): void {
  program
    .command('completion')
    .description('the script by which a shell completes commands, options and their values')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .addHelpText('after', EXAMPLES)
    .action((shell: Shell) => {
      process.stdout.write(completionScript(program, shell));
    });
}
