// Expected values: the values of a spec together with the types that the catalogue defines for them.
import { shortText } from '../../text/shortText';
import { keySpec, type ValueType, type WordCategory, words } from '../catalogue';
import type { Options } from '../catalogue/options';
import { asWord, type Params, resolved } from '../names/scope';
import type { Block, Value } from '../syntax/ast';
import { shownValue } from '../syntax/valueSource';
import { bindCall } from './bindCall';
import { bindLayer } from './layers';

/** What a value is written for, by the names of the catalogue: a key, an argument of a layer or call, or an element of a list. */
export type ExpectedIdentity =
  | { readonly key: string }
  | { readonly callee: string; readonly argument: string }
  | { readonly elementOf: ExpectedIdentity };

/** A block that uses the param of a sweep axis. */
export interface UsingBlock {
  readonly keyword: string | undefined;
  readonly name: string | undefined;
}

/** A value whose type the catalogue defines: as written, after `$name` is resolved, and the type it must have. */
export interface Expected {
  /** The value in the block itself. Findings are located here, because the value of a param is written elsewhere. */
  readonly written: Value;
  readonly value: Value;
  readonly type: ValueType;
  readonly identity: ExpectedIdentity;
  /** Only for a value of a sweep axis: `written` is in the sweep, and this block uses the param. */
  readonly usedIn?: UsingBlock;
}

/** An expected value before its params are resolved. */
export type UnresolvedExpected = Pick<Expected, 'written' | 'type' | 'identity'>;

/** What an expected value is called in messages, e.g. `epochs` or each value of `metrics`. */
export const describeExpected = ({ identity, usedIn }: Pick<Expected, 'identity' | 'usedIn'>): string =>
  describeIdentity(identity) + (usedIn ? ` in \`${[usedIn.keyword, usedIn.name].filter(Boolean).join(' ')}\`` : '');

function describeIdentity(identity: ExpectedIdentity): string {
  if ('key' in identity) return `\`${identity.key}\``;
  if ('callee' in identity) return `\`${identity.argument}\` of \`${identity.callee}\``;
  return `each value of ${describeIdentity(identity.elementOf)}`;
}

/** Whether two values are written for the same key, argument or list element. */
export function isSameIdentity(a: ExpectedIdentity, b: ExpectedIdentity): boolean {
  if ('key' in a) return 'key' in b && a.key === b.key;
  if ('callee' in a) return 'callee' in b && a.callee === b.callee && a.argument === b.argument;
  return 'elementOf' in b && isSameIdentity(a.elementOf, b.elementOf);
}

/** The values of a block that the catalogue defines a type for: those of keys and layers, list elements and arguments of calls. */
export function expectedValues(block: Block, params: Params): Expected[] {
  const found: Expected[] = [];
  for (const one of unresolvedValues(block)) addValue(found, one, params);
  return found;
}

/** The values of a block's keys and layers that the catalogue defines a type for, as written. */
export function unresolvedValues(block: Block): UnresolvedExpected[] {
  const found: UnresolvedExpected[] = [];
  for (const { key, value, complete } of block.entries) {
    const spec = block.keyword && keySpec(block.keyword, key.text);
    if (spec && complete && value) found.push({ written: value, type: spec.type, identity: { key: spec.name } });
  }
  for (const layer of block.layers)
    for (const { arg, value } of (layer.complete && bindLayer(layer)?.bound) || [])
      found.push({ written: value, type: arg.type, identity: { callee: layer.name.text, argument: arg.name } });
  return found;
}

/** Resolves the params of an expected value: the value itself and its parts, or nothing if the value is unknown. */
export function resolveExpected(unresolved: UnresolvedExpected, params: Params): Expected[] {
  const found: Expected[] = [];
  addValue(found, unresolved, params);
  return found;
}

function addValue(found: Expected[], { written, type, identity }: UnresolvedExpected, params: Params): void {
  const value = resolved(written, params);
  if (value && value.kind !== 'bad')
    addWithParts(found, { written, value: asReferred(value, written, type), type, identity }, params);
}

// A param cannot contain a name, so its string is read as the name that is expected there.
const asReferred = (value: Value, written: Value, type: ValueType): Value =>
  value !== written && (type.kind === 'word' || type.kind === 'ref') ? asWord(value) : value;

function addWithParts(found: Expected[], expected: Expected, params: Params): void {
  found.push(expected);
  const { value, type } = expected;
  if (value.kind === 'list' && type.kind === 'list') addElements(found, { ...expected, value, type }, params);
  if (value.kind === 'call' && type.kind === 'call' && value === expected.written)
    for (const { arg, value: written } of bindCall(value, type.callee)?.bound ?? []) {
      const identity = { callee: value.callee.text, argument: arg.name };
      addValue(found, { written, type: arg.type, identity }, params);
    }
}

interface ExpectedList extends Expected {
  readonly value: Value & { readonly kind: 'list' };
  readonly type: ValueType & { readonly kind: 'list' };
}

function addElements(found: Expected[], { written, value, type, identity }: ExpectedList, params: Params): void {
  for (const item of value.items) {
    const element = resolved(item, params);
    if (!element || element.kind === 'bad') continue;
    // The elements of a param's list are written elsewhere; the block contains only the reference to the list.
    const here = written === value ? item : written;
    const part = asReferred(element, here, type.of);
    addWithParts(found, { written: here, value: part, type: type.of, identity: { elementOf: identity } }, params);
  }
}

/** Whether a value has a type. Ranges and words are not checked. */
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

/** A type for messages, with an example if the syntax is not obvious. */
export function typeText(type: ValueType): string {
  switch (type.kind) {
    case 'int':
      return 'a whole number';
    case 'float':
      return 'a number';
    case 'bool':
      return '`true` or `false`';
    case 'string':
      return 'a string in double quotes';
    case 'call':
      return `a call like \`${type.callee === 'connector' ? 'csv("data.csv")' : `${firstWord(type.callee)}(...)`}\``;
    case 'list':
      return 'a list in brackets';
    case 'word':
      return `a name like \`${firstWord(type.words)}\``;
    case 'ref':
      return `the name of a ${type.to}`;
    case 'scalar':
      return 'a number, `true` or `false`, or a string';
    case 'any':
      return 'a value';
  }
}

const firstWord = (list: WordCategory): string => words[list][0]?.name ?? '';

/** A value for messages. */
export function valueText(value: Value): string {
  switch (value.kind) {
    case 'int':
    case 'float':
      return `\`${shortText(shownValue(value))}\``;
    case 'bool':
      return `\`${value.value}\``;
    case 'string':
      return `\`"${shortText(value.shown ?? value.value)}"\``;
    case 'name':
      return `\`${shortText(shownValue(value))}\``;
    case 'param':
      return `\`$${value.name}\``;
    case 'list':
      return 'a list';
    case 'call':
      return `\`${value.callee.text}(...)\``;
    case 'bad':
      return 'this';
  }
}

/** All accepted words of a list, including those from the settings. */
export function acceptedWords(list: WordCategory, options: Options): string[] {
  const accepted = words[list].filter(w => w.status !== 'rejected').map(w => w.name);
  return [...accepted, ...(Object.hasOwn(options.extraWords, list) ? (options.extraWords[list] ?? []) : [])];
}

/** Whether the settings add a word to a list. */
export const isExtraWord = (list: WordCategory, word: string, { extraWords }: Options): boolean =>
  Object.hasOwn(extraWords, list) && extraWords[list]?.includes(word) === true;
