// Refactorings of a whole block: keys in canonical order, and a seed if none is set.
import type { TextEdit } from '../../text/diagnostic';
import { insertEntry } from '../format/keyOrder';
import { sortKeys } from '../format/sortKeys';
import type { Block } from '../syntax/ast';

/** The refactorings of a block. Spans are relative to the block. */
export function blockRefactorings(block: Block): { readonly title: string; readonly edit: TextEdit }[] {
  const sorted = sortKeys(block);
  return [
    ...(sorted ? [{ title: 'Sort keys in canonical order', edit: sorted }] : []),
    ...(lacksSeed(block) ? [{ title: 'Add `seed = 42`', edit: insertEntry(block, 'seed', '42') }] : []),
  ];
}

// An unread line may be the seed.
const lacksSeed = ({ keyword, entries, unread }: Block): boolean =>
  keyword === 'train' && !unread && !entries.some(e => e.key.text === 'seed');
