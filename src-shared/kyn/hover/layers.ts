// The hover text of a layer: its meaning, widths and parameter count.

import { codeSpan } from '../../text/markdown';
import { counted, numberText } from '../../text/numberText';
import { wordSpec } from '../catalogue';
import type { SpecModel } from '../names/specModel';
import type { Block, Layer } from '../syntax/ast';
import { type LayerShape, shapesOf } from '../training/shapes';
import { paragraphs, wordText } from './text';

/** The meaning of a layer, its input and output width, and its parameter count; undefined for an unknown layer. */
export function layerText({ scope, options }: SpecModel, model: Block, layer: Layer): string | undefined {
  const { layers } = shapesOf(model, scope.params);
  const at = layers.findIndex(l => l.layer === layer);
  const shape = layers[at];
  const usage = shape && paragraphs(widthText(layers[at - 1]?.width, shape), activationText(shape));
  return wordText('layer', layer.name.text, { options, usage });
}

function widthText(input: number | undefined, { layer, width, params }: LayerShape): string {
  if (width === undefined) return 'Its width cannot be determined.';
  if (layer.name.text === 'input') return `${counted(width, 'input feature')}.`;
  const before = input === undefined ? '?' : numberText(input);
  const widths = `${before} → ${counted(width, 'unit')}`;
  if (params === undefined) return `${widths}; the number of parameters is not known.`;
  const formula = formulaOf(layer.name.text, input, width);
  const sum = formula ? `: ${codeSpan(`${formula} = ${params}`)}` : '';
  return `${widths}, ${params === 0 ? 'no parameters' : counted(params, 'parameter')}${sum}.`;
}

// `dense` has weights and a bias for each unit; `batchnorm` has a factor and a shift for each value.
function formulaOf(name: string, input: number | undefined, width: number): string | undefined {
  if (name === 'dense') return `${width}*${input} + ${width}`;
  return name === 'batchnorm' ? `2*${width}` : undefined;
}

function activationText({ activation }: LayerShape): string {
  const word = activation === undefined ? undefined : wordSpec('activation', activation);
  return word && word.status !== 'rejected' ? `Activation ${codeSpan(word.name)}: ${word.doc}` : '';
}
