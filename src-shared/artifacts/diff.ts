// Two JSON trees -> the values that they hold, side by side. Says what differs and not what it means.
import { isInteger, type JsonNode } from '../text/jsonText';
import { byCodePoint } from '../text/printJson';

/** A value of one or both sides. A side that lacks the path is absent, which is neither null nor the empty string. */
export interface Pair {
  /** e.g. `env.torch` or `tools[0]`; keys that are no plain words are quoted: `metrics["a.b"]`. */
  readonly path: string;
  readonly a?: JsonNode;
  readonly b?: JsonNode;
  readonly equal: boolean;
}

/** All values of two trees, sorted by path. */
export function pairs(a: JsonNode | undefined, b: JsonNode | undefined): Pair[] {
  const left = leaves(a);
  const right = leaves(b);
  const paths = [...new Set([...left.keys(), ...right.keys()])].sort(byCodePoint);
  return paths.map(path => {
    const x = left.get(path);
    const y = right.get(path);
    return {
      path,
      ...(x && { a: x }),
      ...(y && { b: y }),
      equal: x !== undefined && y !== undefined && sameValue(x, y),
    };
  });
}

/** Values that hold no others, by path; an empty object or list is a value. Depth is limited by the reader. */
function leaves(root: JsonNode | undefined): Map<string, JsonNode> {
  const found = new Map<string, JsonNode>();
  const walk = (node: JsonNode, path: string): void => {
    if (node.kind === 'object' && node.members.length > 0)
      for (const m of node.members) walk(m.value, step(path, m.key));
    else if (node.kind === 'array' && node.items.length > 0)
      for (const [i, item] of node.items.entries()) walk(item, `${path}[${i}]`);
    else found.set(path, node);
  };
  if (root) walk(root, '');
  return found;
}

/** The path of a key of an object. */
export function step(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Whether two values without inner values are the same. Numbers are compared by value, large integers by their digits. */
export function sameValue(a: JsonNode, b: JsonNode): boolean {
  if (a.kind === 'string' && b.kind === 'string') return a.text === b.text;
  if (a.kind === 'number' && b.kind === 'number') return sameNumber(a.text, b.text);
  if (a.kind === 'bool' && b.kind === 'bool') return a.value === b.value;
  return a.kind === b.kind;
}

function sameNumber(a: string, b: string): boolean {
  if (a === b) return true;
  // JSON has one form for each integer but zero, so no digits are read: there may be millions of them.
  if (isInteger(a) && isInteger(b)) return isZero(a) && isZero(b);
  return Number(a) === Number(b);
}

const isZero = (integer: string): boolean => integer === '0' || integer === '-0';
