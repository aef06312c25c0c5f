// The example input of an ONNX export against the input of the model.
import { shift } from '../../text/span';
import { type Check, fix } from '../check';
import { blocksOf, resolved } from '../scope';
import { trained, valueOfKey } from '../trained';

/** The last number of `input_shape` is not the number of features of the model. */
export const onnxShape: Check = {
  code: 'onnx-shape',
  severity: 'warning',
  stage: 'shapes',
  summary: 'The last number of `input_shape` is not the number of features that the model takes.',
  example:
    'model Net:\n    input 4\n    dense 1 linear\n\ntrain:\n    model = Net\n\nexport:\n    format = onnx\n    path = "m.onnx"\n    input_shape = [1, 3]\n',
  cure: 'Write the number of the `input` layer there.',
  *file(context) {
    const input = trained(context)?.shape?.layers[0];
    const block = blocksOf(context.tree, 'export')[0];
    const written = block && valueOfKey(block.item, 'input_shape');
    const shape = written && resolved(written, context.scope.params);
    const last = shape?.kind === 'list' ? shape.items.at(-1) : undefined;
    if (
      !block ||
      !written ||
      last?.kind !== 'int' ||
      input?.layer.name.text !== 'input' ||
      input.width === undefined ||
      last.number <= 0
    )
      return;
    if (last.number === input.width) return;
    // The list of a param stands elsewhere, and others may use it.
    const isHere = shape === written;
    const span = shift((isHere ? last : written).span, block.at);
    yield {
      message: `The model takes ${input.width} features, and input_shape ends with ${last.text}.`,
      span,
      fixes: isHere ? [fix(`Change to ${input.width}`, span, String(input.width), false)] : [],
    };
  },
};
