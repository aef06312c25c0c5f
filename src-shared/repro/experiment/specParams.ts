// The params of a spec as JSON, for the manifest of an experiment: their defaults, as the spec writes them.

import { blocksOf } from '../../kyn/names/scope';
import type { Entry, SyntaxTree, Value } from '../../kyn/syntax/ast';
import { valueText } from '../../kyn/types/values';
import type { JsonNode } from '../../text/jsonText';
import { jsonBool, jsonList, jsonNumber, jsonObject, jsonString } from '../../text/makeJson';

/** The params block as an object, or why it cannot be used, without subject and full stop ("has no params"). */
export function specParams(tree: SyntaxTree): JsonNode | string {
  const [block, second] = blocksOf(tree, 'params').map(({ item }) => item);
  if (!block) return 'has no params';
  if (second) return 'has two params blocks';
  if (block.unread || block.faults.length > 0) return 'has a params block that has errors';
  const keys = new Set<string>();
  const found: [string, JsonNode][] = [];
  for (const entry of block.entries) {
    const value = keys.has(entry.key.text) ? `has the param \`${entry.key.text}\` twice` : paramNode(entry);
    if (typeof value === 'string') return value;
    keys.add(entry.key.text);
    found.push([entry.key.text, value]);
  }
  return jsonObject(found);
}

function paramNode({ key, value, complete }: Entry): JsonNode | string {
  const node = value && complete ? nodeOf(value) : undefined;
  if (node) return node;
  return `has the param \`${key.text}\`, whose value ${value ? `(${valueText(value)}) ` : ''}cannot be written to a manifest`;
}

// Only literals: a manifest cannot express a name, a call or another param.
function nodeOf(value: Value): JsonNode | undefined {
  switch (value.kind) {
    case 'int':
    case 'float':
      // JSON has no leading zeros; every other number of a spec is valid JSON.
      return jsonNumber(value.text.replace(/^(-?)0+(?=\d)/, '$1'));
    case 'string':
      return jsonString(value.value);
    case 'bool':
      return jsonBool(value.value);
    case 'list': {
      const items = value.items.flatMap(item => nodeOf(item) ?? []);
      return items.length === value.items.length ? jsonList(items) : undefined;
    }
    default:
      return undefined;
  }
}
