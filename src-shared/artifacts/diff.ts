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

/** All values of two trees, sorted by path. */
export function pairs(a: JsonNode | undefined, b: JsonNode | undefined): Pair[] {
  const left = leaves(a);
  const right = leaves(b);
  // A value that is empty on one side and has inner values on the other is represented by those inner values.
  const first = [...left.values].filter(([path, node]) => !(isContainer(node) && right.parents.has(path)));
  const second = [...right.values].filter(([path, node]) => !(isContainer(node) && left.parents.has(path)));
  const paths = new Set([...first, ...second].map(([path]) => path));
  return [...paths].sort(byCodePoint).map(path => {
    const x = left.values.get(path);
    const y = right.values.get(path);
    return {
      path: withoutSecretForms(path),
      ...(x && { a: x }),
      ...(y && { b: y }),
      equal: x !== undefined && y !== undefined && sameValue(x, y),
    };
  });
}

const isContainer = (node: JsonNode): boolean => node.kind === 'object' || node.kind === 'array';

interface Leaves {
  /** Values without inner values, by path, and those at a long path as a whole. Empty objects and lists are included. */
  readonly values: Map<string, JsonNode>;
  /** Paths of values with inner values. */
  readonly parents: Set<string>;
}

// Many values with a long path would take quadratic time and memory.
const MAX_PATH = 1000;

// The reader limits the depth. Of duplicate keys the last one is used, as everywhere.
function leaves(root: JsonNode | undefined): Leaves {
  const found: Leaves = { values: new Map(), parents: new Set() };
  const walk = (node: JsonNode, path: string): void => {
    if (path.length > MAX_PATH) found.values.set(path, node);
    else if (node.kind === 'object' && node.members.length > 0) {
      found.parents.add(path);
      for (const [key, m] of members(node)) walk(m.value, step(path, key));
    } else if (node.kind === 'array' && node.items.length > 0) {
      found.parents.add(path);
      for (const [i, item] of node.items.entries()) walk(item, `${path}[${i}]`);
    } else found.values.set(path, node);
  };
  if (root) walk(root, '');
  return found;
}

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
