// The changes between the entries of two versions of a block, and the order of the axes of a sweep.
import { shift } from '../../text/span';
import type { Block, Entry, Placed } from '../syntax/ast';
import { shownValue } from '../syntax/valueSource';
import { isDefault } from '../training/settings';
import { type Matches, matchByKey } from './alignLists';
import { type BlockVersion, lineEdits, permutedLines } from './bodyLines';
import { type BlockPair, type LeafChange, numberedPath } from './leafChange';
import { valueChanges } from './valueChanges';

/** The changes of the entries of a block. */
export function entryChanges(pair: BlockPair): LeafChange[] {
  const [old, current] = [versionOf(pair.old), versionOf(pair.current)];
  const matches = matchByKey(old.keys, current.keys);
  const { inserted, deleted } = lineEdits(old, current, matches);
  const [oldEntries, entries] = [namedEntries(pair, pair.old.item), namedEntries(pair, pair.current.item)];
  const removed = [...inserted].flatMap(([i, edit]): LeafChange[] => {
    const { path, entry, meansNothing } = oldEntries[i] as NamedEntry;
    return meansNothing ? [] : [{ path, kind: 'removed', old: shown(entry), span: edit.span, edits: [edit] }];
  });
  const added = [...deleted].flatMap(([j, edit]): LeafChange[] => {
    const { path, entry, meansNothing } = entries[j] as NamedEntry;
    const span = shift(entry.span, pair.current.at);
    return meansNothing ? [] : [{ path, kind: 'added', current: shown(entry), span, edits: [edit] }];
  });
  const changed = matches.flatMap((j, i) => (j === undefined ? [] : valueChange(pair, oldEntries[i], entries[j])));
  return [...changed, ...removed, ...added, ...orderChange(current, matches)];
}

const versionOf = (placed: Placed<Block>): BlockVersion => ({
  placed,
  keys: placed.item.entries.map(e => e.key.text),
  spans: placed.item.entries.map(e => e.span),
});

/** `meansNothing`: the block means the same without it, because it is the default. */
interface NamedEntry {
  readonly path: string;
  readonly entry: Entry;
  readonly meansNothing: boolean;
}

// A repeated key may contradict the first one, so its absence does not mean the default.
function namedEntries({ head, isRepeated }: BlockPair, block: Block): NamedEntry[] {
  const counts = new Map<string, number>();
  return block.entries.map(entry => {
    const { key, value } = entry;
    const count = counts.get(key.text) ?? 0;
    counts.set(key.text, count + 1);
    const meansNothing = count === 0 && !isRepeated && value !== undefined && isDefault(block, key.text, value);
    return { path: numberedPath(`${head}.${key.text}`, count), entry, meansNothing };
  });
}

const shown = ({ value }: Entry): string => (value ? shownValue(value) : '');

function valueChange({ old, current }: BlockPair, a: NamedEntry | undefined, b: NamedEntry | undefined): LeafChange[] {
  if (!a?.entry.value || !b?.entry.value) return [];
  return valueChanges(
    b.path,
    { value: a.entry.value, text: old.item.text, at: old.at },
    { value: b.entry.value, text: current.item.text, at: current.at },
  );
}

function orderChange(current: BlockVersion, matches: Matches): LeafChange[] {
  if (current.placed.item.keyword !== 'sweep') return [];
  const oldOrder = matches.flatMap(j => j ?? []);
  const order = [...oldOrder].sort((x, y) => x - y);
  if (oldOrder.every((j, i) => j === order[i])) return [];
  const names = (indices: readonly number[]): string => indices.map(j => current.keys[j]).join(', ');
  return [
    {
      path: 'sweep (order of axes)',
      kind: 'order',
      old: names(oldOrder),
      current: names(order),
      span: shift(current.placed.item.header.span, current.placed.at),
      edits: permutedLines(current, order, oldOrder),
    },
  ];
}
