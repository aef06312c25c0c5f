// Pairs the values of two JSON trees. compare/policy.ts decides what a difference means.

import { numberForm } from '../python/numberForm';
import { type JsonNode, members } from '../text/jsonText';
import { byCodePoint } from '../text/printJson';
import { withoutSecretForms } from '../text/secretText';
import { valueIdentity } from './valueIdentity';

/** A value of one or both sides. A side without the path is absent, which is different from null and from the empty string. */
export interface Pair {
  /** E.g. `env.torch` or `tools[0]`; other keys than plain words are quoted: `metrics["a.b"]`. Secret keys are hidden, so two paths may be equal. */
  readonly path: string;
  readonly a?: JsonNode;
  readonly b?: JsonNode;
  readonly equal: boolean;
}

/** All values of two trees, sorted by path. A value with inner values is one value where the other side does not have the same type. */
export function pairs(a: JsonNode | undefined, b: JsonNode | undefined): Pair[] {
  const found: [path: string, pair: Pair][] = [];
  const add = (path: string, x: JsonNode | undefined, y: JsonNode | undefined): void => {
    const equal = x !== undefined && y !== undefined && sameValue(x, y);
    found.push([path, { path: withoutSecretForms(path), ...(x && { a: x }), ...(y && { b: y }), equal }]);
  };
  // The reader limits the depth.
  const walk = (path: string, x: JsonNode | undefined, y: JsonNode | undefined): void => {
    if (!hasInnerPairs(path, x, y)) {
      add(path, x, y);
      return;
    }
    const [left, right] = [innerValues(path, x), innerValues(path, y)];
    for (const inner of new Set([...left.keys(), ...right.keys()])) walk(inner, left.get(inner), right.get(inner));
  };
  // Two files of different types have no common values.
  if (a && b && a.kind !== b.kind) {
    walk('', a, undefined);
    walk('', undefined, b);
  } else if (a || b) walk('', a, b);
  return found.sort(([x], [y]) => byCodePoint(x, y)).map(([, pair]) => pair);
}

// Many values with a long path would take quadratic time and memory.
const MAX_PATH = 1000;

// Two objects, or two lists, are compared by their inner values, if one of them has any. A file that could not be read has none.
function hasInnerPairs(path: string, a: JsonNode | undefined, b: JsonNode | undefined): boolean {
  if (path.length > MAX_PATH) return false;
  const isSameType = a && b ? a.kind === b.kind : path === '';
  return isSameType && [a, b].some(hasInnerValues);
}

const hasInnerValues = (node: JsonNode | undefined): boolean =>
  (node?.kind === 'object' && node.members.length > 0) || (node?.kind === 'array' && node.items.length > 0);

// The values of an object or a list by path. Of duplicate keys the last one is used, as everywhere.
function innerValues(path: string, node: JsonNode | undefined): Map<string, JsonNode> {
  if (node?.kind === 'array') return new Map(node.items.map((item, i) => [`${path}[${i}]`, item]));
  return new Map([...members(node)].map(([key, { value }]) => [step(path, key), value]));
}

const isContainer = (node: JsonNode): boolean => node.kind === 'object' || node.kind === 'array';

/** The path of a key of an object. */
export function step(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Whether two values are equal. Numbers are compared by value, large integers by their digits. */
export function sameValue(a: JsonNode, b: JsonNode): boolean {
  if (a.kind === 'string' && b.kind === 'string') return a.text === b.text;
  if (a.kind === 'number' && b.kind === 'number') return a.text === b.text || numberForm(a.text) === numberForm(b.text);
  if (a.kind === 'bool' && b.kind === 'bool') return a.value === b.value;
  return a.kind === b.kind && (!isContainer(a) || valueIdentity(a) === valueIdentity(b));
}
