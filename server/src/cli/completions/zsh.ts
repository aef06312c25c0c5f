// The completions of zsh.
import {
  type CompletedCommand,
  type CompletedOption,
  firstWords,
  groups,
  nameOf,
  type Subcommand,
} from './completedCommand';
import { quoted } from './quoted';

/** A function for the completion system of zsh. The script can be read at start or be the file `_kyn` of a folder in fpath. */
export const zshScript = (commands: readonly CompletedCommand[]): string => `#compdef kyn
# zsh completions of kyn
_kyn() {
    local -a names
    local command=$words[2]
    if (( CURRENT == 2 )); then
        names=(${firstWords(commands).map(described).join(' ')})
        _describe command names
        return
    fi
    shift words
    (( CURRENT -= 1 ))
    case $command in
${groups(commands).map(groupCase).join('\n')}
    esac
    case $command in
${commands.map(commandCase).join('\n')}
    *) _files ;;
    esac
}
if [ "$funcstack[1]" = _kyn ]; then
    _kyn "$@"
else
    compdef _kyn kyn
fi
`;

// A colon ends the word.
const described = ([word, doc]: readonly [string, string]): string => quoted(`${word}:${doc}`);

const groupCase = ([name, commands]: readonly [string, readonly Subcommand[]]): string => {
  const names = commands.map(c => described([c.subcommand, c.summary])).join(' ');
  return `    ${name})
        if (( CURRENT == 2 )); then
            names=(${names})
            _describe command names
            return
        fi
        case $words[2] in
        ${commands.map(c => c.subcommand).join('|')})
            shift words
            (( CURRENT -= 1 ))
            command="$command $words[1]"
            ;;
        esac
        ;;`;
};

function commandCase(command: CompletedCommand): string {
  const rest = command.words
    ? [quoted(`*:word:(${command.words.join(' ')})`)]
    : command.takesFiles
      ? [quoted('*:file:_files')]
      : [];
  return `    ${quoted(nameOf(command))}) _arguments ${[...command.options.flatMap(argument), ...rest].join(' ')} ;;`;
}

// Brackets end the description.
const description = (doc: string): string => doc.replace(/[[\]\\:]/g, '\\$&');

function argument({ name, short, value, words, orFile, doc, isRepeatable }: CompletedOption): string[] {
  const listed = words?.join(' ');
  const action = listed === undefined ? '_files' : orFile ? `{compadd ${listed}; _files}` : `(${listed})`;
  const after = `[${description(doc)}]${value === undefined ? '' : `:${description(value)}:${action}`}`;
  const repeat = isRepeatable ? '*' : '';
  return [
    quoted(`${repeat}--${name}${value === undefined ? '' : '='}${after}`),
    ...(short === undefined ? [] : [quoted(`${repeat}-${short}${value === undefined ? '' : '+'}${after}`)]),
  ];
}
