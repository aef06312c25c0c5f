// Snippets with initial values for keys, calls, layers and whole blocks.

import { blocks, calls, type KeySpec, type ValueType, type WordCategory } from '../catalogue';
import type { BlockKeyword } from '../catalogue/types';
import { freeName } from '../names/freeName';
import type { Block } from '../syntax/ast';
import { acceptedWords } from '../types/values';
import type { CompletionInput } from './cursorContext';

/** Creates the tab stops of a snippet, numbered from 1. */
export interface Stops {
  /** A tab stop with a selected text. */
  readonly stop: (text: string) => string;
  /** A tab stop with a choice of words. */
  readonly choice: (words: readonly string[]) => string;
}

/** The maximum number of words in one choice. */
const MAX_CHOICES = 20;

/** Tab stops for one snippet. */
export function tabStops(): Stops {
  let last = 0;
  const stop = (text: string): string =>
    text === '' ? `$${++last}` : `\${${++last}:${text.replace(/[\\$}]/g, '\\$&')}}`;
  const choice = (words: readonly string[]): string => {
    const plain = words.filter(w => /^\w+$/.test(w)).slice(0, MAX_CHOICES);
    return plain.length > 1 ? `\${${++last}|${plain.join(',')}|}` : stop(plain[0] ?? '');
  };
  return { stop, choice };
}

/** The snippet for the value of a key. */
export function valueTemplate(spec: KeySpec, input: CompletionInput, stops: Stops): string {
  const { type, default: defaultText, example = '' } = spec;
  switch (type.kind) {
    case 'call':
      return callTemplate(calls.find(c => c.list === type.callee)?.name ?? '', stops);
    case 'string':
      return `"${stops.stop(inner(example))}"`;
    case 'list':
      return `[${stops.stop(inner(example))}]`;
    case 'bool':
      // The value that differs from the default comes first, because the default need not be written.
      return stops.choice(defaultText === 'true' ? ['false', 'true'] : ['true', 'false']);
    case 'word':
      return stops.choice(defaultFirst(wordsOf(type.words, input), defaultText));
    case 'ref':
      return stops.choice(namesOf(type, input, example));
    default:
      return stops.stop(defaultText ?? example);
  }
}

const inner = (example: string): string => example.replace(/^["[]|["\]]$/g, '');

const wordsOf = (list: WordCategory, { options }: CompletionInput): string[] => acceptedWords(list, options);

const defaultFirst = (list: readonly string[], first: string | undefined): string[] =>
  first === undefined ? [...list] : [first, ...list.filter(w => w !== first)];

function namesOf({ to }: ValueType & { kind: 'ref' }, { scope }: CompletionInput, example: string): string[] {
  const names = scope.declared.all(to).map(d => d.name);
  return names.length > 0 ? [...new Set(names)] : [example];
}

/** The snippet for a call with its arguments: `adam(lr=${1:0.001})`. */
export function callTemplate(name: string, stops: Stops): string {
  const args = calls.find(c => c.name === name)?.args ?? [];
  const written = args.map(({ name: key, positional, example }) =>
    positional ? `"${stops.stop(inner(example))}"` : `${key}=${stops.stop(example)}`,
  );
  return `${name}(${written.length > 0 ? written.join(', ') : stops.stop('')})`;
}

/** The snippet for a whole block: header and required lines, with the final cursor on the next line. */
export function blockTemplate(keyword: BlockKeyword, input: CompletionInput): string {
  const stops = tabStops();
  const { named } = blocks[keyword];
  const header = named ? `${keyword} ${stops.stop(blockName(keyword, input))}:` : `${keyword}:`;
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
  const keys = blocks[keyword].keys.filter(k => k.required === true || RECOMMENDED.has(k.name));
  return keys.map(spec => `${spec.name} = ${valueTemplate(spec, input, stops)}`);
}

// Optional keys that nearly every block needs: without a seed a run cannot be repeated.
const RECOMMENDED: ReadonlySet<string> = new Set(['seed', 'metrics']);

function axisTemplate(input: CompletionInput, stops: Stops): string {
  const names = [...input.scope.params.values.keys()];
  return `${names.length > 0 ? stops.choice(names) : stops.stop('lr')} = [${stops.stop('0.01, 0.001')}]`;
}

function blockName(keyword: BlockKeyword, { scope }: CompletionInput): string {
  const [base, kind] = keyword === 'model' ? (['Net', 'model'] as const) : (['Rows', 'dataset'] as const);
  return freeName(base, name => scope.declared.has(kind, name));
}

/** The snippet for a layer with its arguments. */
export function layerTemplate(name: string): string {
  const { stop } = tabStops();
  if (name === 'input') return `input ${stop('10')}`;
  if (name === 'dense') return `dense ${stop('64')} ${stop('relu')}`;
  return name === 'dropout' ? `dropout ${stop('0.5')}` : name;
}

/** The keys that a block sets. */
export const namesSet = (block: Block | undefined): ReadonlySet<string> => new Set(block?.entries.map(e => e.key.text));

/** A snippet as plain text, for clients without snippet support: each tab stop becomes its first text. */
export const withoutStops = (snippet: string): string =>
  snippet.replace(STOPS, (_, escaped = '', choice = '', text = '') => escaped + choice + unescaped(text));

const STOPS = /\\(.)|\$\{\d+\|([^,|]*)[^|]*\|\}|\$\{\d+:([^\\}]*(?:\\.[^\\}]*){0,1000})\}|\$\d+/g;
const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');
