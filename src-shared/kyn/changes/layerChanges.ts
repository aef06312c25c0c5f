// The changes between the layers of two versions of a model.
import { shift } from '../../text/span';
import type { Block, Layer, Placed } from '../syntax/ast';
import { shownValue, valueMeaning } from '../syntax/valueSource';
import { matchInOrder, type Ordered } from './alignLists';
import { type BlockVersion, lineEdits } from './bodyLines';
import type { BlockPair, LeafChange } from './leafChange';

/** The changes of the layers of a model. A path names the layer's place in the current version; that of a removed one in the old version. */
export function layerChanges({ head, old, current }: BlockPair): LeafChange[] {
  const [before, after] = [old.item.layers, current.item.layers];
  const matches = matchInOrder(before.map(ordered), after.map(ordered));
  const { inserted, deleted } = lineEdits(versionOf(old), versionOf(current), matches);
  const pathOf = (index: number): string => `${head}.layer ${index + 1}`;
  const changed = matches.flatMap((j, i): LeafChange[] => {
    const [a, b] = [before[i], j === undefined ? undefined : after[j]];
    if (!a || !b || j === undefined || meaning(a) === meaning(b)) return [];
    const span = shift(b.span, current.at);
    const edits = [{ span, text: old.item.text.slice(a.span.start, a.span.end) }];
    return [{ path: pathOf(j), kind: 'changed', old: shown(a), current: shown(b), span, edits }];
  });
  const removed = [...inserted].map(([i, edit]): LeafChange => {
    return { path: pathOf(i), kind: 'removed', old: shown(before[i] as Layer), span: edit.span, edits: [edit] };
  });
  const added = [...deleted].map(([j, edit]): LeafChange => {
    const layer = after[j] as Layer;
    return {
      path: pathOf(j),
      kind: 'added',
      current: shown(layer),
      span: shift(layer.span, current.at),
      edits: [edit],
    };
  });
  return [...changed, ...removed, ...added];
}

const versionOf = (placed: Placed<Block>): BlockVersion => ({
  placed,
  keys: [],
  spans: placed.item.layers.map(l => l.span),
});

const ordered = (layer: Layer): Ordered => ({ meaning: meaning(layer), kind: layer.name.text });

const textOf = ({ name, args }: Layer, print: typeof shownValue): string =>
  [name.text, ...args.map(({ key, value }) => (key ? `${key.text}=` : '') + print(value))].join(' ');

const meaning = (layer: Layer): string => textOf(layer, valueMeaning);
const shown = (layer: Layer): string => textOf(layer, shownValue);
