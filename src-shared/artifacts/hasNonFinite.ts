// Whether a value contains NaN or an infinity. Python writes and reads them as JSON; the JSON standard and editors reject them.
import type { JsonNode } from '../text/jsonText';

/** Whether a number in a value is `NaN`, `Infinity` or `-Infinity`. A large number such as 1e999 is valid JSON and is not meant. */
export function hasNonFinite(root: JsonNode): boolean {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'number' && /^(?:NaN|-?Infinity)$/.test(node.text)) return true;
    if (node.kind === 'array') for (const item of node.items) open.push(item);
    if (node.kind === 'object') for (const member of node.members) open.push(member.value);
  }
  return false;
}
