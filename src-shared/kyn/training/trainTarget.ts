// What a spec trains: its train block with the model and dataset that it names. Shared by the checks of meaning across blocks.

import { blocksOf, type Declaration, type Params, wordIn } from '../names/scope';
import type { SpecModel } from '../names/specModel';
import type { Block, Entry, Placed, Value } from '../syntax/ast';
import { type ModelShape, shapesOf } from './shapes';

/** The train block of a spec, and what it refers to as far as that is declared. */
export interface TrainTarget {
  readonly train: Placed<Block>;
  readonly model?: Declaration;
  readonly shape?: ModelShape;
}

/** The first train block; undefined when there is none. */
export function trainTarget({ tree, scope }: Pick<SpecModel, 'tree' | 'scope'>): TrainTarget | undefined {
  const train = blocksOf(tree, 'train')[0];
  if (!train) return undefined;
  const wanted = wordOfKey(train.item, 'model', scope.params);
  const model = wanted === undefined ? undefined : scope.models.find(d => d.name === wanted);
  return { train, ...(model && { model, shape: shapesOf(model.block, scope.params) }) };
}

/** The entry of a key of a block. */
export const entryOf = (block: Block, key: string): Entry | undefined => block.entries.find(e => e.key.text === key);

/** The value of a key of a block, as it is written. */
export const valueOfKey = (block: Block, key: string): Value | undefined => entryOf(block, key)?.value;

/** The word that a key of a block is set to; undefined when it is set to something else or not at all. */
export const wordOfKey = (block: Block, key: string, params: Params): string | undefined =>
  wordIn(valueOfKey(block, key), params);

/** Whether a key of a block is set to `true`. */
export function isTrue(block: Block, key: string): boolean {
  const value = valueOfKey(block, key);
  return value?.kind === 'bool' && value.value;
}
