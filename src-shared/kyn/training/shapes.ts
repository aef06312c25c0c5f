// Shape inference: widths and parameter counts through the layers of a model. Never fails; an unknown value
// is absent. Source: section "Meaning" of the language page: dense = in*u + u parameters, batchnorm = 2*width;
// dropout and activations keep the width.

import { type Params, resolved, wordIn } from '../names/scope';
import type { Block, Layer, Value } from '../syntax/ast';
import { bindLayer } from '../types/layers';

/** The shape of a layer. An absent field is unknown. */
export interface LayerShape {
  readonly layer: Layer;
  /** The number of output units. */
  readonly width?: number;
  /** The number of trained parameters. */
  readonly params?: number;
  /** The activation of a dense layer. */
  readonly activation?: string;
}

/** The shape of a model. `params` is the sum over the layers, absent if the count of one layer is unknown. */
export interface ModelShape {
  readonly layers: readonly LayerShape[];
  readonly width?: number;
  readonly params?: number;
}

const cache = new WeakMap<Block, WeakMap<Params, ModelShape>>();

/**
 * Infers the shape of a model with the values of its params. Cached per block and params, because it runs on every
 * keystroke.
 */
export function shapesOf(model: Block, params: Params): ModelShape {
  const shapes = cache.get(model) ?? new WeakMap<Params, ModelShape>();
  cache.set(model, shapes);
  const shape = shapes.get(params) ?? inferShape(model, params);
  shapes.set(params, shape);
  return shape;
}

function inferShape(model: Block, params: Params): ModelShape {
  const layers: LayerShape[] = [];
  let width: number | undefined;
  for (const layer of model.layers) {
    const shape = layerShape(layer, width, params);
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

function layerShape(layer: Layer, input: number | undefined, params: Params): LayerShape {
  const written = (name: string) => bindLayer(layer)?.bound.find(b => b.arg.name === name)?.value;
  const value = (name: string): Value | undefined => {
    const bound = written(name);
    return bound && resolved(bound, params);
  };
  switch (layer.name.text) {
    case 'input':
      return { layer, ...optional('width', count(value('n'))), params: 0 };
    case 'dense': {
      const units = count(value('units'));
      const activation = wordIn(written('activation'), params);
      const weights = units !== undefined && input !== undefined ? input * units + units : undefined;
      return {
        layer,
        ...optional('width', units),
        ...optional('params', weights),
        ...(activation !== undefined && { activation }),
      };
    }
    case 'dropout':
      return { layer, ...optional('width', input), params: 0 };
    case 'batchnorm':
      return { layer, ...optional('width', input), ...optional('params', input === undefined ? undefined : 2 * input) };
    default:
      return { layer };
  }
}

const count = (value: Value | undefined): number | undefined =>
  value?.kind === 'int' && value.number > 0 ? value.number : undefined;

const optional = <K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, number>);
