// The changes between two versions of one block: its name, its entries and its layers.
import { shift } from '../../text/span';
import { entryChanges } from './entryChanges';
import { layerChanges } from './layerChanges';
import type { BlockPair, LeafChange } from './leafChange';

/** The changes in a block. */
export const blockChanges = (pair: BlockPair): LeafChange[] => [
  ...nameChange(pair),
  ...entryChanges(pair),
  ...layerChanges(pair),
];

function nameChange({ head, old, current }: BlockPair): LeafChange[] {
  const [a, b] = [old.item.name, current.item.name];
  if (!a || !b || a.text === b.text) return [];
  const span = shift(b.span, current.at);
  return [
    { path: `${head} (name)`, kind: 'changed', old: a.text, current: b.text, span, edits: [{ span, text: a.text }] },
  ];
}
