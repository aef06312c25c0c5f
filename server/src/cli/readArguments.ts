// Arguments of a command -> files and options, or a message that states what is wrong with them.
import { parseArgs } from 'node:util';
import { inBackticks } from '../../../src-shared/text/inBackticks';
import { suggest } from '../../../src-shared/text/suggest';
import type { Command, OptionSpec, Options } from './command';
import { allOptions } from './commonOptions';
import { didYouMean } from './print/didYouMean';

/** The files and options, or the problem with the arguments. */
type Arguments =
  | {
      readonly ok: true;
      readonly files: readonly string[];
      readonly options: Options;
      readonly repeated: ReadonlyMap<string, readonly string[]>;
    }
  | { readonly ok: false; readonly problem: string };

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** Reads the arguments after the name of a command. The last value of an option that is not repeatable counts. */
export function readArguments(command: Command, args: readonly string[]): Arguments {
  const specs = allOptions(command);
  const config = Object.fromEntries(
    specs.map(o => [
      o.name,
      { type: o.value ? ('string' as const) : ('boolean' as const), ...(o.short && { short: o.short }) },
    ]),
  );
  // Not strict: the messages of the parser are for programmers, so the tokens are checked here.
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const options = new Map<string, string>();
  const repeated = new Map<string, string[]>();
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const problem = optionProblem(specs, token);
    if (problem !== undefined) return { ok: false, problem };
    options.set(token.name, token.value ?? '');
    if (specs.some(o => o.name === token.name && o.repeatable))
      repeated.set(token.name, [...(repeated.get(token.name) ?? []), token.value ?? '']);
  }
  const problem = filesProblem(command, files);
  return problem === undefined ? { ok: true, files, options, repeated } : { ok: false, problem };
}

function optionProblem(options: readonly OptionSpec[], token: OptionToken): string | undefined {
  const isCalled = ({ name, short }: OptionSpec): boolean =>
    token.rawName === `--${name}` || (short !== undefined && token.rawName === `-${short}`);
  const spec = options.find(o => o.name === token.name && isCalled(o));
  if (spec) return valueProblem(spec, token);
  const suggestion = suggest(
    token.name,
    options.map(o => o.name),
  );
  return `unknown option \`${token.rawName}\`.${didYouMean(suggestion && `--${suggestion}`)}`;
}

function valueProblem({ name, value: noun, choices, allowsDash }: OptionSpec, token: OptionToken): string | undefined {
  const { value, inlineValue } = token;
  if (noun === undefined) return value === undefined ? undefined : `\`--${name}\` does not take a value.`;
  const isNextOption = value?.startsWith(allowsDash ? '--' : '-') && value !== '-' && !inlineValue;
  if (value === undefined || value === '' || isNextOption)
    return `\`--${name}\` needs a value: ${choices ? inBackticks(choices, 'or') : noun}.`;
  if (!choices || choices.includes(value)) return undefined;
  const hint = didYouMean(suggest(value, choices), ` Use ${inBackticks(choices, 'or')}.`);
  return `\`${value}\` is not a valid value for \`--${name}\`.${hint}`;
}

function filesProblem({ name, files: { min, max, noun } }: Command, files: readonly string[]): string | undefined {
  const count = (n: number): string => `${COUNTS[n] ?? n} ${noun}${n === 1 ? '' : 's'}`;
  if (files.length < min) return `\`kyn ${name}\` needs ${min < max ? 'at least ' : ''}${count(min)}.`;
  if (files.length > max) return `unexpected argument \`${files[max]}\`: \`kyn ${name}\` takes ${count(max)}.`;
  if (files.includes('')) return 'a file path is empty.';
  return files.filter(f => f === '-').length > 1 ? 'standard input (`-`) can be read only once.' : undefined;
}

const COUNTS: readonly string[] = ['no', 'one', 'two'];
