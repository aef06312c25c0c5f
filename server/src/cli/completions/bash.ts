// The completions of bash, for version 3.2 and later.
import {
  type CompletedCommand,
  type CompletedOption,
  firstWords,
  groups,
  nameOf,
  type Subcommand,
} from './completedCommand';
import { quoted } from './quoted';

/** A function that fills COMPREPLY, and the line that registers it. Where it finds nothing, bash completes file names. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const names = [...firstWords(commands).map(([word]) => word), '--help', '--version'];
  return `# bash completions of kyn
_kyn() {
    local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command=\${COMP_WORDS[1]} words= word
    COMPREPLY=()
    # bash makes three words of --format=json.
    if [ "$current" = '=' ]; then
        current=
    elif [ "$previous" = '=' ]; then
        previous=\${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if [ "$COMP_CWORD" -eq 1 ]; then
        words=${quoted(names.join(' '))}
    else
        case "$command" in
${groups(commands).map(groupCase).join('\n')}
        esac
        case "$command:$previous" in
${commands.flatMap(valueCases).join('\n')}
        *)
            case "$command:$current" in
${commands.map(optionCase).join('\n')}
${commands.flatMap(wordCase).join('\n')}
            esac
            ;;
        esac
    fi
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <(compgen -W "$words" -- "$current")
}
complete -o default -F _kyn kyn
`;
}

const groupCase = ([name, commands]: readonly [string, readonly Subcommand[]]): string =>
  `        ${name})
            if [ "$COMP_CWORD" -eq 2 ]; then
                words=${quoted([...commands.map(c => c.subcommand), '--help'].join(' '))}
                command=
            else
                case "\${COMP_WORDS[2]}" in
                ${commands.map(c => c.subcommand).join(' | ')}) command="$command \${COMP_WORDS[2]}" ;;
                esac
            fi
            ;;`;

const flags = ({ name, short }: CompletedOption): string[] => [
  ...(short === undefined ? [] : [`-${short}`]),
  `--${name}`,
];

// An option with a value that is a file or free has no words, so that file names are completed.
function valueCases(command: CompletedCommand): string[] {
  return command.options
    .filter(({ value }) => value !== undefined)
    .map(option => {
      const patterns = flags(option).map(flag => quoted(`${nameOf(command)}:${flag}`));
      return `        ${patterns.join(' | ')}) words=${quoted((option.words ?? []).join(' '))} ;;`;
    });
}

const optionCase = (command: CompletedCommand): string =>
  `            ${quoted(`${nameOf(command)}:`)}-*) words=${quoted(command.options.flatMap(flags).join(' '))} ;;`;

const wordCase = (command: CompletedCommand): string[] =>
  command.words ? [`            ${quoted(`${nameOf(command)}:`)}*) words=${quoted(command.words.join(' '))} ;;`] : [];
