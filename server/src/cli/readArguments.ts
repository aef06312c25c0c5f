// Arguments of a command -> files and options, or what is wrong with them in words.
import { parseArgs } from 'node:util';
import { suggest } from '../../../src-shared/text/suggest';
import type { Command, OptionSpec, Options } from './command';

/** What the arguments come to. `problem` completes "kyn COMMAND: ". */
export type Arguments =
  | { readonly ok: true; readonly files: readonly string[]; readonly options: Options }
  | { readonly ok: false; readonly problem: string };

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** Reads the arguments that follow a command's name. Of an option that stands twice the last counts. */
export function readArguments(command: Command, args: readonly string[]): Arguments {
  const config = Object.fromEntries(
    command.options.map(o => [o.name, { type: o.value ? ('string' as const) : ('boolean' as const) }]),
  );
  // Not strict: the parser's own messages speak to programmers, so the tokens are judged here.
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const options = new Map<string, string>();
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const problem = optionProblem(command, token);
    if (problem !== undefined) return { ok: false, problem };
    options.set(token.name, token.value ?? '');
  }
  const problem = filesProblem(command, files);
  return problem === undefined ? { ok: true, files, options } : { ok: false, problem };
}

function optionProblem({ options }: Command, token: OptionToken): string | undefined {
  const spec = options.find(o => o.name === token.name && token.rawName === `--${o.name}`);
  if (!spec) {
    const meant = suggest(
      token.name,
      options.map(o => o.name),
    );
    return `there is no option ${token.rawName}${meant ? `; did you mean --${meant}?` : '.'}`;
  }
  return valueProblem(spec, token);
}

function valueProblem(spec: OptionSpec, { value, inlineValue }: OptionToken): string | undefined {
  if (spec.value === undefined) return value === undefined ? undefined : `--${spec.name} takes no value.`;
  const swallowed = value?.startsWith('-') && value !== '-' && !inlineValue;
  if (value === undefined || value === '' || swallowed) return `--${spec.name} needs a value: ${valueText(spec)}.`;
  if (!spec.choices || spec.choices.includes(value)) return undefined;
  const meant = suggest(value, spec.choices);
  return `--${spec.name} cannot be ${value}${meant ? `; did you mean ${meant}?` : `; it can be ${spec.choices.join(', ')}.`}`;
}

const valueText = ({ value, choices }: OptionSpec): string => choices?.join(', ') ?? value ?? '';

function filesProblem(command: Command, files: readonly string[]): string | undefined {
  const { min, max, name } = command.files;
  if (files.length < min) return `${name} is missing; it is used as kyn ${command.name} ${command.usage}.`;
  if (files.length > max) return `it takes ${HOW_MANY[max] ?? max}, and ${files[max]} is one too many.`;
  if (files.includes('')) return 'a path is empty.';
  return files.filter(f => f === '-').length > 1 ? 'standard input (-) can be read only once.' : undefined;
}

const HOW_MANY: readonly string[] = ['no files', 'one file', 'two files'];
