// A key that an object has twice. JSON allows it; Python uses the last value, other readers may use the first.

import { defineFinding, type Occurrence } from '../../text/defineFinding';
import { distinctMembers, isContainer, type JsonMember, type JsonNode } from '../../text/jsonText';
import { oneLine } from '../../text/oneLine';

interface DuplicateField {
  readonly key: string;
}

function* repeated(node: JsonNode): Generator<Occurrence<DuplicateField>> {
  if (node.kind === 'array') for (const item of node.items) if (isContainer(item)) yield* repeated(item);
  if (node.kind !== 'object') return;
  // Most objects repeat no key.
  if (distinctMembers(node) !== node.members) yield* repeatedKeys(node.members);
  for (const { value } of node.members) if (isContainer(value)) yield* repeated(value);
}

function* repeatedKeys(members: readonly JsonMember[]): Generator<Occurrence<DuplicateField>> {
  const seen = new Set<string>();
  for (const { key, keySpan } of members) {
    if (seen.has(key)) yield { facts: { key }, span: keySpan };
    seen.add(key);
  }
}

/** A field is defined twice in its object. `find` checks a whole tree. */
export const duplicateField = defineFinding({
  code: 'duplicate-field',
  severity: 'warning',
  group: 'artifacts',
  summary: 'A field is defined twice. Only the last value is used, as in Python.',
  fix: 'Remove one of the two.',
  example: '{"seed": 1, "seed": 2}',
  message: ({ key }: DuplicateField) => `\`${oneLine(key)}\` is defined twice; only the last value is used.`,
  find: repeated,
});
