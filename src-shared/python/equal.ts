// Whether two JSON values are equal in Python after its json module has read them: `==` of dicts, lists, strings, numbers, booleans and None.
import { type JsonNode, members } from '../text/jsonText';
import { numberForm } from './numberForm';

/**
 * Deep equality as Python sees it: true is 1 and 1.0, 0 is -0.0, the order of keys does not count, the last of duplicate keys counts. NaN equals NaN, because
 * Python's reader returns the same object each time, and containers compare objects by identity first.
 */
export function pythonEqual(a: JsonNode, b: JsonNode): boolean {
  if (a.kind === 'object' && b.kind === 'object') return sameObjects(a, b);
  if (a.kind === 'array' && b.kind === 'array')
    return a.items.length === b.items.length && a.items.every((item, i) => pythonEqual(item, b.items[i] as JsonNode));
  if (a.kind === 'string' && b.kind === 'string') return a.text === b.text;
  const [x, y] = [tokenOf(a), tokenOf(b)];
  if (x !== undefined && y !== undefined) return numberForm(x) === numberForm(y);
  return a.kind === 'null' && b.kind === 'null';
}

function sameObjects(a: JsonNode, b: JsonNode): boolean {
  const [left, right] = [members(a), members(b)];
  if (left.size !== right.size) return false;
  return [...left].every(([key, m]) => {
    const other = right.get(key);
    return other !== undefined && pythonEqual(m.value, other.value);
  });
}

const tokenOf = (node: JsonNode): string | undefined =>
  node.kind === 'number' ? node.text : node.kind === 'bool' ? String(Number(node.value)) : undefined;
