// Inlay hints for a model: the output width and parameter count of each layer, with the formula for the tooltip.

import { counted, numberText } from '../../text/numberText';
import type { Params } from '../names/scope';
import type { Block } from '../syntax/ast';
import { type LayerShape, type ModelShape, shapesOf } from './shapes';

/** The hint at one offset of a model, relative to its block. An absent field is unknown or not applicable. */
export interface LayerHint {
  readonly at: number;
  /** The number of output units. */
  readonly width?: number;
  /** The number of parameters of the layer, or of the whole model at its name. */
  readonly params?: number;
  /** The formula of the parameter count, as text. */
  readonly formula?: string;
}

/** The hints of a model: one for its name and one per layer. Cached per block and params. */
export function layerHints(
  model: Block,
  params: Params,
): { readonly total?: LayerHint; readonly layers: readonly LayerHint[] } {
  const cached = cache.get(model);
  if (cached?.params === params) return cached.hints;
  const hints = hintsOf(model, shapesOf(model, params));
  cache.set(model, { params, hints });
  return hints;
}

const cache = new WeakMap<Block, { params: Params; hints: ReturnType<typeof hintsOf> }>();

function hintsOf(model: Block, shape: ModelShape): { total?: LayerHint; layers: LayerHint[] } {
  const layers = shape.layers.flatMap((layer, i) => hintOf(layer, shape.layers[i - 1]?.width));
  const counts = shape.layers.flatMap(l => (l.params ? [l.params] : []));
  if (!shape.params || !model.name) return { layers };
  // The sum of a deep model would be too long to read.
  const sum = counts.length > MAX_TERMS ? `the sum of ${counts.length} layers` : counts.map(numberText).join(' + ');
  const formula = counts.length > 1 ? `${sum} = ${numberText(shape.params)} parameters` : `${sum} parameters`;
  return { total: { at: model.name.span.end, params: shape.params, formula }, layers };
}

const MAX_TERMS = 12;

function hintOf({ layer, width, params }: LayerShape, input: number | undefined): LayerHint[] {
  if (width === undefined || layer.name.text === 'input') return [];
  const formula = params && input !== undefined ? formulaOf(layer.name.text, { input, width, params }) : undefined;
  return [{ at: layer.span.end, width, ...(params && { params }), ...(formula && { formula }) }];
}

// Source: section "Meaning" of the language page.
function formulaOf(
  layer: string,
  { input, width, params }: { input: number; width: number; params: number },
): string | undefined {
  const all = counted(params, 'parameter');
  if (layer === 'dense')
    return `${counted(input, 'input')} × ${counted(width, 'unit')} + ${counted(width, 'bias', 'biases')} = ${all}`;
  if (layer === 'batchnorm') return `2 × ${numberText(width)}: a scale and a shift for each input = ${all}`;
  return undefined;
}
