// Keys of the export block that mean something for onnx only.
import { words } from '../catalogue';
import type { Check } from '../check';

/** `input_shape` or `opset` stands beside another format than onnx. */
export const onnxOnly: Check = {
  code: 'onnx-only',
  severity: 'warning',
  stage: 'meaning',
  summary: '`input_shape` and `opset` mean something for the format onnx only.',
  example: 'export:\n    format = torch\n    path = "m.pt"\n    opset = 17\n',
  cure: 'Remove the key, or export to onnx.',
  *block({ block: { keyword, entries } }) {
    if (keyword !== 'export') return;
    const format = entries.find(e => e.key.text === 'format')?.value;
    if (format?.kind !== 'name' || format.text === 'onnx' || !words.format.some(w => w.name === format.text)) return;
    for (const { key } of entries)
      if (key.text === 'input_shape' || key.text === 'opset')
        yield {
          message: `${key.text} has no effect: it is for the format onnx, and this is ${format.text}.`,
          span: key.span,
        };
  },
};
