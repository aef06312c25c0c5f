// What a value is, against what it must be. Shared by the checks of types, ranges and words.

import { keySpec, type ValueType, type WordCategory, words } from '../catalogue';
import type { Options } from '../catalogue/options';
import { asWord, type Params, resolved } from '../names/scope';
import type { Block, Value } from '../syntax/ast';
import { bindCall } from './bindCall';
import { bindLayer } from './layers';

/** A value that a type asks for: as it is written, what it is after `$name`, and what it must be. */
export interface Expected {
  /** What stands in the block itself; the place of findings, for a param's value is written elsewhere. */
  readonly written: Value;
  readonly value: Value;
  readonly type: ValueType;
  /** What it is called in messages, e.g. `epochs` or `each value of metrics`. */
  readonly label: string;
  /** It is a value of a sweep axis: `written` stands there, and the label names the place where it is used. */
  readonly swept?: true;
}

/** What a block asks for, before anything is known of params. */
export type Asked = Omit<Expected, 'value'>;

/** The values of a block that the catalogue asks for and that can be judged: those of its keys and layers, the elements of lists one by one, and the arguments of calls. */
export const expectedValues = (block: Block, params: Params): Expected[] =>
  askedValues(block).flatMap(asked => expectedFor(asked, params));

/** The values of a block's keys and layers that the catalogue asks for, as they are written. */
export function askedValues(block: Block): Asked[] {
  const found: Asked[] = [];
  for (const { key, value, complete } of block.entries) {
    const spec = block.keyword && keySpec(block.keyword, key.text);
    if (spec && complete && value) found.push({ written: value, type: spec.type, label: spec.name });
  }
  for (const layer of block.layers)
    for (const { arg, value } of (layer.complete && bindLayer(layer)?.bound) || [])
      found.push({ written: value, type: arg.type, label: `${arg.name} of ${layer.name.text}` });
  return found;
}

/** What is asked for, with params as they are: the value itself, what it is made of, or nothing where it cannot be told. */
export function expectedFor(asked: Asked, params: Params): Expected[] {
  const found: Expected[] = [];
  addValue(found, asked, params);
  return found;
}

function addValue(found: Expected[], { written, type, label }: Asked, params: Params): void {
  const value = resolved(written, params);
  if (value && value.kind !== 'bad')
    addWithParts(found, { written, value: inPlace(value, written, type), type, label }, params);
}

// A param is never a name, so a string stands for the word that belongs there.
const inPlace = (value: Value, written: Value, type: ValueType): Value =>
  value !== written && (type.kind === 'word' || type.kind === 'ref') ? asWord(value) : value;

function addWithParts(found: Expected[], expected: Expected, params: Params): void {
  found.push(expected);
  const { value, type } = expected;
  if (value.kind === 'list' && type.kind === 'list') addElements(found, { ...expected, value, type }, params);
  if (value.kind === 'call' && type.kind === 'call' && value === expected.written)
    for (const { arg, value: written } of bindCall(value, type.callee)?.bound ?? [])
      addValue(found, { written, type: arg.type, label: `${arg.name} of ${value.callee.text}` }, params);
}

interface ExpectedList extends Expected {
  readonly value: Value & { readonly kind: 'list' };
  readonly type: ValueType & { readonly kind: 'list' };
}

function addElements(found: Expected[], { written, value, type, label }: ExpectedList, params: Params): void {
  for (const item of value.items) {
    const element = resolved(item, params);
    if (!element || element.kind === 'bad') continue;
    // Elements of a param's list are written elsewhere, so what stands here is the reference to the list.
    const here = written === value ? item : written;
    const made = inPlace(element, here, type.of);
    addWithParts(found, { written: here, value: made, type: type.of, label: `each value of ${label}` }, params);
  }
}

/** Whether a value has the form of a type; ranges and words are other checks' business. */
export function fits(value: Value, type: ValueType): boolean {
  switch (type.kind) {
    case 'int':
      return value.kind === 'int';
    case 'float':
      return value.kind === 'int' || value.kind === 'float';
    case 'bool':
      return value.kind === 'bool';
    case 'string':
      return value.kind === 'string';
    case 'call':
      return value.kind === 'call';
    case 'list':
      return value.kind === 'list';
    case 'word':
    case 'ref':
      return value.kind === 'name';
    case 'scalar':
      return value.kind !== 'list' && value.kind !== 'call' && value.kind !== 'name';
    case 'any':
      return true;
  }
}

/** A type in words, with an example where the form is not obvious. */
export function typeText(type: ValueType): string {
  switch (type.kind) {
    case 'int':
      return 'a whole number';
    case 'float':
      return 'a number';
    case 'bool':
      return 'true or false';
    case 'string':
      return 'a string in double quotes';
    case 'call':
      return `a call like ${type.callee === 'connector' ? 'csv("data.csv")' : `${firstWord(type.callee)}(...)`}`;
    case 'list':
      return 'a list in brackets';
    case 'word':
      return `a name like ${firstWord(type.words)}`;
    case 'ref':
      return `the name of a ${type.to}`;
    case 'scalar':
      return 'a number, true or false, or a string';
    case 'any':
      return 'a value';
  }
}

const firstWord = (list: WordCategory): string => words[list][0]?.name ?? '';

/** A value in words, for messages. */
export function valueText(value: Value): string {
  switch (value.kind) {
    case 'int':
    case 'float':
      return value.text;
    case 'bool':
      return String(value.value);
    case 'string':
      return `"${value.value}"`;
    case 'name':
      return value.text;
    case 'param':
      return `$${value.name}`;
    case 'list':
      return 'a list';
    case 'call':
      return `${value.callee.text}(...)`;
    case 'bad':
      return 'this';
  }
}

/** All words that a list accepts, with those the user added. */
export function acceptedWords(list: WordCategory, options: Options): string[] {
  const known = words[list].filter(w => w.status !== 'rejected').map(w => w.name);
  return [...known, ...(Object.hasOwn(options.extraWords, list) ? (options.extraWords[list] ?? []) : [])];
}

/** Whether the user added a word to a list. */
export const isExtraWord = (list: WordCategory, word: string, { extraWords }: Options): boolean =>
  Object.hasOwn(extraWords, list) && extraWords[list]?.includes(word) === true;
