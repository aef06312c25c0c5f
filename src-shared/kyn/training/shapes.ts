// Widths and parameter counts through the layers of a model. Never fails: what is not known ends the inference and is said as unknown.
// Source: section "Meaning" of the language page: dense = in*u + u parameters, batchnorm = 2*width; dropout and activations keep the width.

import { type Params, resolved, wordIn } from '../names/scope';
import type { Block, Layer, Value } from '../syntax/ast';
import { bindLayer } from '../types/layers';

/** What a layer makes of its input. Absent: not known. */
export interface LayerShape {
  readonly layer: Layer;
  /** Units of the output. */
  readonly width?: number;
  /** Weights that are trained. */
  readonly params?: number;
  /** The activation of a dense layer. */
  readonly activation?: string;
}

/** Shapes of a model. `params` is the sum, absent as soon as one layer's is. */
export interface ModelShape {
  readonly layers: readonly LayerShape[];
  readonly width?: number;
  readonly params?: number;
}

const known = new WeakMap<Block, WeakMap<Params, ModelShape>>();

/** Infers the shapes of a model with what its params stand for. Asked with every keystroke, for each value of a sweep: kept by the block and the params. */
export function shapesOf(model: Block, params: Params): ModelShape {
  const ofModel = known.get(model) ?? new WeakMap<Params, ModelShape>();
  known.set(model, ofModel);
  const shape = ofModel.get(params) ?? inferred(model, params);
  ofModel.set(params, shape);
  return shape;
}

function inferred(model: Block, params: Params): ModelShape {
  const layers: LayerShape[] = [];
  let width: number | undefined;
  for (const layer of model.layers) {
    const shape = shapeOf(layer, width, params);
    layers.push(shape);
    width = shape.width;
  }
  const total = layers.reduce<number | undefined>(
    (sum, l) => (sum === undefined || l.params === undefined ? undefined : sum + l.params),
    0,
  );
  return {
    layers,
    ...(width !== undefined && { width }),
    ...(total !== undefined && layers.length > 0 && { params: total }),
  };
}

function shapeOf(layer: Layer, input: number | undefined, params: Params): LayerShape {
  const written = (name: string) => bindLayer(layer)?.bound.find(b => b.arg.name === name)?.value;
  const value = (name: string): Value | undefined => {
    const bound = written(name);
    return bound && resolved(bound, params);
  };
  switch (layer.name.text) {
    case 'input':
      return { layer, ...given('width', count(value('n'))), params: 0 };
    case 'dense': {
      const units = count(value('units'));
      const activation = wordIn(written('activation'), params);
      const weights = units !== undefined && input !== undefined ? input * units + units : undefined;
      return {
        layer,
        ...given('width', units),
        ...given('params', weights),
        ...(activation !== undefined && { activation }),
      };
    }
    case 'dropout':
      return { layer, ...given('width', input), params: 0 };
    case 'batchnorm':
      return { layer, ...given('width', input), ...given('params', input === undefined ? undefined : 2 * input) };
    default:
      return { layer };
  }
}

const count = (value: Value | undefined): number | undefined =>
  value?.kind === 'int' && value.number > 0 ? value.number : undefined;

const given = <K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, number>);
