// A text that identifies a JSON value by its meaning.
import { numberForm } from '../python/numberForm';
import { type JsonMember, type JsonNode, members } from '../text/jsonText';
import { byCodePoint } from '../text/printJson';

/** Members of an object, sorted by key; of duplicate keys the last one. */
export const sortedMembers = (node: JsonNode): JsonMember[] =>
  [...members(node).values()].sort((a, b) => byCodePoint(a.key, b.key));

/** Equal for equal values and for no others: 0.1 and 1e-1 are the same number, 0.1 and "0.1" differ. It may contain secrets. */
export function valueIdentity(value: JsonNode): string {
  if (value.kind === 'object')
    return `{${sortedMembers(value)
      .map(m => `${JSON.stringify(m.key)}:${valueIdentity(m.value)}`)
      .join()}}`;
  if (value.kind === 'array') return `[${value.items.map(valueIdentity).join()}]`;
  if (value.kind === 'number') return numberForm(value.text);
  return value.kind === 'string' ? JSON.stringify(value.text) : value.kind === 'bool' ? String(value.value) : 'null';
}
