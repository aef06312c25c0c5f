// An `input_shape` that does not fit the model.
import { defineFinding } from '../../../text/defineFinding';

/** `input_shape` is not the number of rows and the number of features that the model takes. */
export const builtinShape = defineFinding<{ readonly features: number }>({
  code: 'builtin-shape',
  severity: 'info',
  group: 'specs',
  summary:
    'The built-in compiler exports to `onnx` only with an `input_shape` of two numbers: the number of rows, and the number of features that the model takes. `kyn compile` and `kyn train` report any other shape as an error.',
  example:
    'model Net:\n    input 4\n    dense 1 linear\n\ntrain:\n    model = Net\n\nexport:\n    format = onnx\n    path = "m.onnx"\n    input_shape = [1, 3]\n',
  fix: 'Write the number of rows, usually 1, and then the number of the `input` layer.',
  message: ({ features }) =>
    `The built-in compiler exports a model that takes ${features} ${features === 1 ? 'feature' : 'features'} only with an \`input_shape\` like \`[1, ${features}]\`.`,
});
