// Fixes for the output layer of the trained model and for the loss.
import { type Fix, fix } from '../../text/diagnostic';
import { shift } from '../../text/span';
import { blocksOf } from '../names/scope';
import type { Layer, Placed, SyntaxTree } from '../syntax/ast';
import { bindLayer } from '../types/layers';
import type { TrainTarget } from './trainTarget';

/**
 * The fix that sets an argument of the last dense layer; none for an imported model or if the argument is not written.
 */
export function outputChange(tree: SyntaxTree, { model }: TrainTarget, change: Change): Fix[] {
  const placed = blocksOf(tree, 'model').find(p => p.item === model?.block);
  const layer = placed?.item.layers.findLast(l => l.name.text === 'dense');
  const value = placed && layer && argument(layer, change.argument);
  return placed && value ? [fix(change.title, shift(value.span, placed.at), change.value, false)] : [];
}

interface Change {
  readonly argument: 'units' | 'activation';
  readonly value: string;
  readonly title: string;
}

const argument = (layer: Layer, name: string) => bindLayer(layer)?.bound.find(b => b.arg.name === name)?.value;

/** The fix that changes the loss; none if it is not written as a word. */
export function lossChange({ at, item }: Placed<TrainTarget['train']['item']>, loss: string): Fix[] {
  const value = item.entries.find(e => e.key.text === 'loss')?.value;
  return value?.kind === 'name' ? [fix(`Change the loss to \`${loss}\``, shift(value.span, at), loss, false)] : [];
}
