// Widths and parameter counts through the layers of a model. Never fails: what is not known ends the inference and is said as unknown.
// Source: section "Meaning" of the language page: dense = in*u + u parameters, batchnorm = 2*width; dropout and activations keep the width.
import type { Block, Layer, Value } from './ast';
import { bindLayer } from './layers';
import { type Params, resolved } from './scope';

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

/** Infers the shapes of a model with the defaults of its params. */
export function shapesOf(model: Block, params: Params): ModelShape {
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
  const value = (name: string): Value | undefined => {
    const bound = bindLayer(layer)?.bound.find(b => b.arg.name === name)?.value;
    return bound && resolved(bound, params);
  };
  switch (layer.name.text) {
    case 'input':
      return { layer, ...known('width', count(value('n'))), params: 0 };
    case 'dense': {
      const units = count(value('units'));
      const activation = value('activation');
      const weights = units !== undefined && input !== undefined ? input * units + units : undefined;
      return {
        layer,
        ...known('width', units),
        ...known('params', weights),
        ...(activation?.kind === 'name' && { activation: activation.text }),
      };
    }
    case 'dropout':
      return { layer, ...known('width', input), params: 0 };
    case 'batchnorm':
      return { layer, ...known('width', input), ...known('params', input === undefined ? undefined : 2 * input) };
    default:
      return { layer };
  }
}

const count = (value: Value | undefined): number | undefined =>
  value?.kind === 'int' && value.number > 0 ? value.number : undefined;

const known = <K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, number>);
