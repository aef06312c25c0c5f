// The known layers, and how the arguments of a layer in a spec map to them.
import type { Span } from '../../text/span';
import type { ValueType } from '../catalogue';
import type { Layer, Name, Value } from '../syntax/ast';

/** An argument of a layer, positional in the order of the list or by name. */
export interface LayerArgument {
  readonly name: string;
  readonly type: ValueType;
  readonly required: boolean;
  /** The meaning of the argument, as Markdown. */
  readonly doc: string;
}

/** A layer of the catalogue. */
export interface LayerSpec {
  readonly name: string;
  readonly args: readonly LayerArgument[];
  /** The syntax, e.g. `input <n>`. */
  readonly form: string;
}

const count: ValueType = { kind: 'int', above: 0 };

/** The known layers. */
export const layerSpecs: readonly LayerSpec[] = [
  {
    name: 'input',
    form: 'input <n>',
    args: [{ name: 'n', type: count, required: true, doc: 'Number of input features.' }],
  },
  {
    name: 'dense',
    form: 'dense <units> <activation>',
    args: [
      { name: 'units', type: count, required: true, doc: 'Number of outputs of the layer.' },
      {
        name: 'activation',
        type: { kind: 'word', words: 'activation' },
        required: false,
        doc: 'Activation that is applied to each output.',
      },
    ],
  },
  {
    name: 'dropout',
    form: 'dropout <rate>',
    args: [
      {
        name: 'rate',
        type: { kind: 'float', min: 0, below: 1 },
        required: true,
        doc: 'Fraction of the values that are set to 0.',
      },
    ],
  },
  { name: 'batchnorm', form: 'batchnorm', args: [] },
];

/** A layer with its arguments mapped to the catalogue. */
export interface BoundLayer {
  readonly spec: LayerSpec;
  readonly bound: readonly { readonly arg: LayerArgument; readonly value: Value }[];
  readonly missing: readonly LayerArgument[];
  /** Arguments that the layer does not have, or that are repeated. */
  readonly extra: readonly { readonly key?: Name; readonly span: Span }[];
}

const specsByName = new Map(layerSpecs.map(s => [s.name, s]));

/** A layer by its name; undefined if it is not in the catalogue. */
export const layerSpec = (name: string): LayerSpec | undefined => specsByName.get(name);

/** Maps the arguments of a layer; undefined if the layer is not in the catalogue. */
export function bindLayer(layer: Layer): BoundLayer | undefined {
  const spec = specsByName.get(layer.name.text);
  if (!spec) return undefined;
  const bound: { arg: LayerArgument; value: Value }[] = [];
  const extra: { key?: Name; span: Span }[] = [];
  let free = spec.args;
  for (const { key, value } of layer.args) {
    const arg = key ? free.find(a => a.name === key.text) : free[0];
    if (arg) {
      bound.push({ arg, value });
      free = free.filter(a => a !== arg);
    } else extra.push({ ...(key && { key }), span: key ? { start: key.span.start, end: value.span.end } : value.span });
  }
  return { spec, bound, missing: free.filter(a => a.required), extra };
}
