// Values to begin with, as snippets: what a key, an argument or a whole block is filled with until the author writes something else.

import { blocks, calls, type KeySpec, type ValueType, type WordCategory } from '../catalogue';
import type { BlockKeyword } from '../catalogue/types';
import type { Block } from '../syntax/ast';
import { acceptedWords } from '../types/values';
import type { CompletionInput } from './cursorContext';

/** Gives tab stops, counted from 1. */
export interface Stops {
  /** A place with a text that is selected. */
  readonly stop: (text: string) => string;
  /** A place with words to choose from. */
  readonly choice: (words: readonly string[]) => string;
}

/** Words in one choice; a longer list is no help. */
const MOST = 20;

/** Tab stops for one snippet. */
export function tabStops(): Stops {
  let last = 0;
  const stop = (text: string): string =>
    text === '' ? `$${++last}` : `\${${++last}:${text.replace(/[\\$}]/g, '\\$&')}}`;
  const choice = (words: readonly string[]): string => {
    const plain = words.filter(w => /^\w+$/.test(w)).slice(0, MOST);
    return plain.length > 1 ? `\${${++last}|${plain.join(',')}|}` : stop(plain[0] ?? '');
  };
  return { stop, choice };
}

/** A value for a key. */
export function valueTemplate(spec: KeySpec, input: CompletionInput, stops: Stops): string {
  const { type, default: usual, example = '' } = spec;
  switch (type.kind) {
    case 'call':
      return callTemplate(calls.find(c => c.list === type.callee)?.name ?? '', stops);
    case 'string':
      return `"${stops.stop(inner(example))}"`;
    case 'list':
      return `[${stops.stop(inner(example))}]`;
    case 'bool':
      // Who writes the key wants the other value than the default.
      return stops.choice(usual === 'true' ? ['false', 'true'] : ['true', 'false']);
    case 'word':
      return stops.choice(defaultFirst(wordsOf(type.words, input), usual));
    case 'ref':
      return stops.choice(namesOf(type, input, example));
    default:
      return stops.stop(usual ?? example);
  }
}

const inner = (example: string): string => example.replace(/^["[]|["\]]$/g, '');

const wordsOf = (list: WordCategory, { options }: CompletionInput): string[] => acceptedWords(list, options);

const defaultFirst = (list: readonly string[], usual: string | undefined): string[] =>
  usual === undefined ? [...list] : [usual, ...list.filter(w => w !== usual)];

function namesOf({ to }: ValueType & { kind: 'ref' }, { scope }: CompletionInput, example: string): string[] {
  const names = (to === 'model' ? scope.models : scope.datasets).map(d => d.name);
  return names.length > 0 ? [...new Set(names)] : [example];
}

/** A call with its arguments: `adam(lr=${1:0.001})`. */
export function callTemplate(name: string, stops: Stops): string {
  const args = calls.find(c => c.name === name)?.args ?? [];
  const written = args.map(({ name: key, positional, example }) =>
    positional ? `"${stops.stop(inner(example))}"` : `${key}=${stops.stop(example)}`,
  );
  return `${name}(${written.length > 0 ? written.join(', ') : stops.stop('')})`;
}

/** A whole block: header and the lines that it must have, with the cursor in the next line at last. */
export function blockTemplate(keyword: BlockKeyword, input: CompletionInput): string {
  const stops = tabStops();
  const { named } = blocks[keyword];
  const header = named ? `${keyword} ${stops.stop(freeName(keyword, input))}:` : `${keyword}:`;
  return `${[header, ...bodyTemplate(keyword, input, stops).map(line => `    ${line}`)].join('\n')}\n$0`;
}

function bodyTemplate(keyword: BlockKeyword, input: CompletionInput, stops: Stops): string[] {
  if (keyword === 'params') return [`${stops.stop('lr')} = ${stops.stop('0.001')}`];
  if (keyword === 'sweep') return [axisTemplate(input, stops)];
  if (keyword === 'model') {
    return [
      `input ${stops.stop('10')}`,
      `dense ${stops.stop('64')} ${stops.stop('relu')}`,
      `dense ${stops.stop('1')} ${stops.stop('linear')}`,
    ];
  }
  const wanted = blocks[keyword].keys.filter(k => k.required === true || ALSO.has(k.name));
  return wanted.map(spec => `${spec.name} = ${valueTemplate(spec, input, stops)}`);
}

// Not required, but a block without them is seldom what is meant: a run without a seed cannot be repeated.
const ALSO: ReadonlySet<string> = new Set(['seed', 'metrics']);

function axisTemplate(input: CompletionInput, stops: Stops): string {
  const names = [...input.scope.params.values.keys()];
  return `${names.length > 0 ? stops.choice(names) : stops.stop('lr')} = [${stops.stop('0.01, 0.001')}]`;
}

function freeName(keyword: BlockKeyword, { scope }: CompletionInput): string {
  const [base, declared] = keyword === 'model' ? ['Net', scope.models] : ['Rows', scope.datasets];
  const taken = new Set(declared.map(d => d.name));
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : base + n;
    if (!taken.has(name)) return name;
  }
}

/** A layer with what it is written with. */
export function layerTemplate(name: string): string {
  const { stop } = tabStops();
  if (name === 'input') return `input ${stop('10')}`;
  if (name === 'dense') return `dense ${stop('64')} ${stop('relu')}`;
  return name === 'dropout' ? `dropout ${stop('0.5')}` : name;
}

/** Names that a block has set already. */
export const namesSet = (block: Block | undefined): ReadonlySet<string> => new Set(block?.entries.map(e => e.key.text));

/** A snippet as plain text, for clients that know no tab stops: each has its first text. */
export const withoutStops = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}])*)\}/g, (_, text: string) => text.replace(/\\(.)/g, '$1'))
    .replace(/\$\d+/g, '');
