// The training of a spec: its train block and the model that it refers to, for checks across blocks.

import { blocksOf, type Declaration, type Params, wordIn } from '../names/scope';
import type { SpecNames } from '../names/specModel';
import type { Block, Entry, Placed, Value } from '../syntax/ast';
import { type ModelShape, shapesOf } from './shapes';

/** The train block of a spec and its model, if that is declared. */
export interface TrainTarget {
  readonly train: Placed<Block>;
  readonly model?: Declaration;
  readonly shape?: ModelShape;
}

/** The first train block with its model; undefined without a train block. */
export function trainTarget({ tree, scope }: SpecNames): TrainTarget | undefined {
  const train = blocksOf(tree, 'train')[0];
  if (!train) return undefined;
  const modelName = wordOfKey(train.item, 'model', scope.params);
  const model = modelName === undefined ? undefined : scope.declared.named('model', modelName)[0];
  return { train, ...(model && { model, shape: shapesOf(model.block, scope.params) }) };
}

/** The first entry of a key of a block. */
export const entryOf = (block: Block, key: string): Entry | undefined => block.entries.find(e => e.key.text === key);

/** The value of a key of a block, with params unresolved. */
export const valueOfKey = (block: Block, key: string): Value | undefined => entryOf(block, key)?.value;

/** The word that a key of a block is set to, also through `$name`; undefined if it is not set to a word. */
export const wordOfKey = (block: Block, key: string, params: Params): string | undefined =>
  wordIn(valueOfKey(block, key), params);

/** Whether a key of a block is set to `true`. */
export function isTrue(block: Block, key: string): boolean {
  const value = valueOfKey(block, key);
  return value?.kind === 'bool' && value.value;
}
