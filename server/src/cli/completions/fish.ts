// The completions of fish.
import { type CompletedCommand, type CompletedOption, firstWords, groups, type Subcommand } from './completedCommand';
import { quotedForFish } from './quoted';

/** A function that knows the command of a line, and a `complete` line for each word. */
export const fishScript = (commands: readonly CompletedCommand[]): string => `# fish completions of kyn
function __kyn_words --description 'Whether the line has exactly these words after kyn'
    set -l given (commandline -opc)
    test (count $given) -eq (math (count $argv) + 1); and __kyn_command $argv
end
function __kyn_command --description 'Whether the line begins with these words after kyn'
    set -l given (commandline -opc)
    test (count $given) -gt (count $argv); or return 1
    set -l last (math (count $argv) + 1)
    test "$given[2..$last]" = "$argv"
end
function __kyn_no_words --description 'Whether the line has no word after kyn'
    test (count (commandline -opc)) -eq 1
end
${firstWords(commands)
  .map(([word, doc]) => line('__kyn_no_words', `-f -a ${word}`, doc))
  .join('\n')}
${line('__kyn_no_words', '-f -s h -l help', 'Show this help.')}
${line('__kyn_no_words', '-f -s V -l version', 'Show the version.')}
${groups(commands).flatMap(groupLines).join('\n')}
${commands.flatMap(commandLines).join('\n')}
`;

const line = (condition: string, what: string, doc: string): string =>
  `complete -c kyn -n ${quotedForFish(condition)} ${what} -d ${quotedForFish(doc)}`;

const groupLines = ([name, commands]: readonly [string, readonly Subcommand[]]): string[] =>
  commands.map(c => line(`__kyn_words ${name}`, `-f -a ${c.subcommand}`, c.summary));

function commandLines(command: CompletedCommand): string[] {
  const condition = `__kyn_command ${command.name}${command.subcommand === undefined ? '' : ` ${command.subcommand}`}`;
  const words = command.words
    ? [`complete -c kyn -n ${quotedForFish(condition)} -f -a ${quotedForFish(command.words.join(' '))}`]
    : [];
  return [...command.options.map(option => line(condition, optionText(option), option.doc)), ...words];
}

function optionText({ name, short, value, words, orFile }: CompletedOption): string {
  const names = `${short === undefined ? '' : `-s ${short} `}-l ${name}`;
  if (value === undefined) return names;
  return words ? `${names} ${orFile ? '-r' : '-x'} -a ${quotedForFish(words.join(' '))}` : `${names} -r`;
}
