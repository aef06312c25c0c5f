// Which values of two series differ. A series with many inner values is compared once for all of its metrics, because to
// search all of its items for each of them would take quadratic time.
import { sameValue } from '../../artifacts/diff';
import type { Metric } from '../../artifacts/metrics';
import { type JsonNode, members } from '../../text/jsonText';

type Series = NonNullable<Metric['series']>;

// The changes at one key of the items and below it. `whole`: a list, which is one value for all keys below it.
interface Changes {
  changed: boolean;
  whole: boolean;
  readonly inner: Map<string, Changes>;
}

const noChanges = (): Changes => ({ changed: false, whole: false, inner: new Map() });

/**
 * Whether the values at some keys of the items differ between two series. A list in an item is one value. Two items without a value are equal; series of
 * different lengths are not. The time to compare is linear in the size of the series.
 */
export function seriesChanges(a: Series, b: Series): (keys: readonly string[]) => boolean {
  if (a.items.length !== b.items.length) return () => true;
  const changes = noChanges();
  for (const [i, item] of a.items.entries()) collect(changes, item, b.items[i]);
  return keys => isChanged(changes, keys);
}

// Returns whether the two values differ.
function collect(at: Changes, a: JsonNode | undefined, b: JsonNode | undefined): boolean {
  const isList = a?.kind === 'array' || b?.kind === 'array';
  const isObject = a?.kind === 'object' && b?.kind === 'object';
  let changed = !isObject && !isSameList(a, b) && !(a && b && !isList && sameValue(a, b));
  if (isList) at.whole ||= changed;
  else {
    const [left, right] = [members(a), members(b)];
    for (const key of new Set([...left.keys(), ...right.keys()]))
      if (collect(innerOf(at, key), left.get(key)?.value, right.get(key)?.value)) changed = true;
  }
  at.changed ||= changed;
  return changed;
}

const isSameList = (a: JsonNode | undefined, b: JsonNode | undefined): boolean =>
  a?.kind === 'array' &&
  b?.kind === 'array' &&
  a.items.length === b.items.length &&
  a.items.every((item, i) => !collect(noChanges(), item, b.items[i]));

function innerOf({ inner }: Changes, key: string): Changes {
  const found = inner.get(key) ?? noChanges();
  inner.set(key, found);
  return found;
}

function isChanged(changes: Changes, keys: readonly string[]): boolean {
  let at: Changes | undefined = changes;
  for (const key of keys) {
    if (at?.whole) return true;
    at = at?.inner.get(key);
  }
  return at?.changed ?? false;
}
