// The changes between two values of one key: of the whole value, or of each argument of a call.

import { shift } from '../../text/span';
import type { Argument, Value } from '../syntax/ast';
import { shownValue, valueMeaning } from '../syntax/valueSource';
import type { LeafChange } from './leafChange';

/** A value with the text of its item and the offset of that item. */
export interface PlacedValue {
  readonly value: Value;
  readonly text: string;
  readonly at: number;
}

/** The changes of a value; empty where both have one meaning. */
export function valueChanges(path: string, old: PlacedValue, current: PlacedValue): LeafChange[] {
  if (valueMeaning(old.value) === valueMeaning(current.value)) return [];
  const pairs = argumentPairs(old.value, current.value);
  if (pairs)
    return pairs.flatMap(([a, b]) =>
      valueChanges(`${path}.${a.key?.text}`, { ...old, value: a.value }, { ...current, value: b.value }),
    );
  const at = shift(current.value.span, current.at);
  return [
    {
      path,
      kind: 'changed',
      old: shownValue(old.value),
      current: shownValue(current.value),
      span: at,
      edits: [{ span: at, text: old.text.slice(old.value.span.start, old.value.span.end) }],
    },
  ];
}

// The arguments of two calls of one function with the same keys, each once; undefined for other values.
function argumentPairs(a: Value, b: Value): (readonly [Argument, Argument])[] | undefined {
  if (a.kind !== 'call' || b.kind !== 'call' || a.callee.text !== b.callee.text) return undefined;
  const others = new Map(b.args.map(arg => [arg.key?.text, arg]));
  if (a.args.length !== b.args.length || others.size !== b.args.length || others.has(undefined)) return undefined;
  const pairs = a.args.flatMap(arg => {
    const other = others.get(arg.key?.text);
    return other ? [[arg, other] as const] : [];
  });
  return pairs.length === a.args.length && new Set(a.args.map(arg => arg.key?.text)).size === pairs.length
    ? pairs
    : undefined;
}
