// Changes of a whole block that keep what it means: its keys in canonical order, a seed where none is set.
import type { TextEdit } from '../../text/diagnostic';
import { insertEntry } from '../format/keyOrder';
import { sortKeys } from '../format/sortKeys';
import type { Block } from '../syntax/ast';

/** What can be done with a block; spans relative to it. */
export function blockRefactorings(block: Block): { readonly title: string; readonly edit: TextEdit }[] {
  const sorted = sortKeys(block);
  return [
    ...(sorted ? [{ title: 'Sort keys canonically', edit: sorted }] : []),
    ...(lacksSeed(block) ? [{ title: 'Add seed = 42', edit: insertEntry(block, 'seed', '42') }] : []),
  ];
}

// A line that is not understood may be the seed.
const lacksSeed = ({ keyword, entries, unread }: Block): boolean =>
  keyword === 'train' && !unread && !entries.some(e => e.key.text === 'seed');
