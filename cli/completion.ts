import type { Command } from 'commander';

/** Shells that are served. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** A command and all that may stand after it. */
interface Completed {
  /** Empty of the program itself. */
  readonly name: string;
  /** Subcommands, values of arguments and options. */
  readonly words: readonly string[];
  /** Option → the values it takes, where they are known. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** The script for a shell, made from the commands as they are declared, so that it never knows others. */
export function completionScript(program: Command, shell: Shell): string {
  const commands = [program, ...program.commands].map((command) => completedOf(command, command === program));
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](program.name(), commands);
}

function completedOf(command: Command, isProgram: boolean): Completed {
  const { options } = command;
  const choices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
  const words = [...command.commands.map((each) => each.name()), ...choices];
  return {
    name: isProgram ? '' : command.name(),
    words: [...words, ...options.map(({ long }) => long ?? ''), '--help'].filter((word) => word !== ''),
    values: new Map(options.flatMap(({ long, argChoices }) => (long && argChoices ? [[long, argChoices]] : []))),
  };
}

function bashScript(name: string, commands: readonly Completed[]): string {
  const cases = commands.flatMap((command) => [
    ...[...command.values].map(([option, values]) => `    "${command.name} ${option}") words="${values.join(' ')}" ;;`),
    `    "${command.name} "*) words="${command.words.join(' ')}" ;;`,
  ]);
  return `_${name}() {
  local words command=""
  [ "$COMP_CWORD" -gt 1 ] && command="\${COMP_WORDS[1]}"
  case "$command \${COMP_WORDS[COMP_CWORD-1]}" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
  [ \${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _${name} ${name}
`;
}

/** zsh runs what bash does. */
function zshScript(name: string, commands: readonly Completed[]): string {
  return `#compdef ${name}\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(name, commands)}`;
}

function fishScript(name: string, commands: readonly Completed[]): string {
  const lines = commands.flatMap((command) => {
    const when = command.name === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${command.name}`;
    const words = command.words.filter((word) => !word.startsWith('--'));
    const options = command.words.filter((word) => word.startsWith('--'));
    return [
      ...(words.length === 0 ? [] : [`complete -c ${name} -n '${when}' -a '${words.join(' ')}'`]),
      ...options.map((option) => {
        const values = command.values.get(option);
        return `complete -c ${name} -n '${when}' -l ${option.slice(2)}${values ? ` -x -a '${values.join(' ')}'` : ''}`;
      }),
    ];
  });
  return `${lines.join('\n')}\n`;
}
