// A model that the built-in compiler cannot build or train.
import { defineFinding } from '../../../text/defineFinding';
import { numberText } from '../../../text/numberText';

type Facts =
  | { readonly reason: 'unknown-width' | 'unknown-rate' | 'no-weights' | 'too-wide' }
  | { readonly reason: 'outputs'; readonly outputs: number };

/** A width of the trained model is unknown or too large, it has no weights, or it has several outputs for one numeric target. */
export const builtinModel = defineFinding<Facts>({
  code: 'builtin-model',
  severity: 'info',
  group: 'specs',
  summary:
    'The built-in compiler cannot train this model: a layer has an unknown width or one that is too large, the model has no weights, or it has several outputs for the loss `mse`, which compares one output with one target column. `kyn compile` and `kyn train` report it as an error.',
  example:
    'model Net:\n    input 4\n    dense 2 linear\n\ntrain:\n    model = Net\n    data = Rows\n    loss = mse\n    optimizer = adam(lr=0.001)\n    epochs = 3\n',
  fix: 'Change the layer that the message names, or train with the official compiler.',
  message: facts => {
    switch (facts.reason) {
      case 'unknown-width':
        return 'The built-in compiler cannot determine the width of this layer.';
      case 'unknown-rate':
        return 'The built-in compiler cannot determine the rate of this layer.';
      case 'too-wide':
        return 'The built-in compiler does not support a layer of this width.';
      case 'no-weights':
        return 'The built-in compiler cannot train a model without weights.';
      case 'outputs':
        return `The built-in compiler compares one output with the target for the loss \`mse\`, but the model ends with ${numberText(facts.outputs)}.`;
    }
  },
});
