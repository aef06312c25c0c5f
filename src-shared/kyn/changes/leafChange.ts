// A change between two versions of a spec that has an effect, with the edits that undo exactly it.
import type { TextEdit } from '../../text/diagnostic';
import type { Span } from '../../text/span';
import type { Block, Placed } from '../syntax/ast';

/** `order`: the order of the axes of a sweep, which gives the combinations their numbers. */
export type LeafKind = 'changed' | 'added' | 'removed' | 'order';

/**
 * One setting, layer, block or import that differs. `old` and `current`: its values for people, without secrets; absent on the side that does not have it.
 * `span`: where it is in the current text; for a removed one the empty span where it is inserted again. `edits`: edits of the current text that give it the
 * old value. Those of an `order` may overlap others; all others do not overlap.
 */
export interface LeafChange {
  readonly path: string;
  readonly kind: LeafKind;
  readonly old?: string;
  readonly current?: string;
  readonly span: Span;
  readonly edits: readonly TextEdit[];
}

/** Two versions of one block. `head`: its path. `isRepeated`: the old version has another block with its name, so an absent key may not mean the default. */
export interface BlockPair {
  readonly head: string;
  readonly isRepeated: boolean;
  readonly old: Placed<Block>;
  readonly current: Placed<Block>;
}

/** The path of the `count`th setting with a path, counted from 0: the second `train.lr` is `train.lr (2)`. */
export const numberedPath = (path: string, count: number): string => (count === 0 ? path : `${path} (${count + 1})`);
