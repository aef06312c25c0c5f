// What is said at the layers of a model: how wide their output is and how many parameters they have, with the way these are counted.

import type { Params } from '../names/scope';
import type { Block } from '../syntax/ast';
import { type LayerShape, type ModelShape, shapesOf } from './shapes';

/** What is known at one place of a model; offsets are relative to its block. Absent: not known, or nothing to say. */
export interface LayerHint {
  readonly at: number;
  /** Units of the output. */
  readonly width?: number;
  /** Parameters: of the layer, or at the model's name of the whole. */
  readonly params?: number;
  /** How the parameters are counted, in words. */
  readonly formula?: string;
}

/** The hints of a model: one for its name, then one for each layer. Inferred once for a block and its params. */
export function layerHints(
  model: Block,
  params: Params,
): { readonly total?: LayerHint; readonly layers: readonly LayerHint[] } {
  const known = found.get(model);
  if (known?.params === params) return known.hints;
  const hints = hintsOf(model, shapesOf(model, params));
  found.set(model, { params, hints });
  return hints;
}

const found = new WeakMap<Block, { params: Params; hints: ReturnType<typeof hintsOf> }>();

function hintsOf(model: Block, shape: ModelShape): { total?: LayerHint; layers: LayerHint[] } {
  const layers = shape.layers.flatMap((layer, i) => hintOf(layer, shape.layers[i - 1]?.width));
  const counts = shape.layers.flatMap(l => (l.params ? [l.params] : []));
  if (!shape.params || !model.name) return { layers };
  // Of a deep model the sum is longer than anybody reads.
  const sum = counts.length > MAX_TERMS ? `the sum of ${counts.length} layers` : counts.map(countText).join(' + ');
  const formula = counts.length > 1 ? `${sum} = ${countText(shape.params)} parameters` : `${sum} parameters`;
  return { total: { at: model.name.span.end, params: shape.params, formula }, layers };
}

const MAX_TERMS = 12;

function hintOf({ layer, width, params }: LayerShape, input: number | undefined): LayerHint[] {
  if (width === undefined || layer.name.text === 'input') return [];
  const formula = params && input !== undefined ? formulaOf(layer.name.text, { input, width, params }) : undefined;
  return [{ at: layer.span.end, width, ...(params && { params }), ...(formula && { formula }) }];
}

const counted = (n: number, one: string, many = `${one}s`): string => `${countText(n)} ${n === 1 ? one : many}`;

// Source: section "Meaning" of the language page.
function formulaOf(
  layer: string,
  { input, width, params }: { input: number; width: number; params: number },
): string | undefined {
  const all = counted(params, 'parameter');
  if (layer === 'dense')
    return `${counted(input, 'input')} × ${counted(width, 'unit')} + ${counted(width, 'bias', 'biases')} = ${all}`;
  if (layer === 'batchnorm') return `2 × ${countText(width)}: a scale and a shift for each input = ${all}`;
  return undefined;
}

/** A count as it is shown: `2,817`. */
export const countText = (n: number): string => n.toLocaleString('en-US');
