// Keys of the export block that mean something for onnx only.
import { type Fix, fix } from '../../text/diagnostic';
import { words } from '../catalogue';
import type { Check } from '../check';
import { wordIn } from '../names/scope';
import type { Block, Entry, Value } from '../syntax/ast';
import { wholeLines } from '../syntax/blockLines';

/** `input_shape` or `opset` stands beside another format than onnx. */
export const onnxOnly: Check = {
  code: 'onnx-only',
  severity: 'warning',
  stage: 'meaning',
  summary: '`input_shape` and `opset` mean something for the format onnx only.',
  example: 'export:\n    format = torch\n    path = "m.pt"\n    opset = 17\n',
  fix: 'Remove the key, or export to onnx.',
  *block({ block, params }) {
    const { keyword, entries } = block;
    if (keyword !== 'export') return;
    const format = entries.find(e => e.key.text === 'format')?.value;
    const word = wordIn(format, params);
    if (!format || word === 'onnx' || !words.format.some(w => w.name === word)) return;
    for (const entry of entries) {
      const { key } = entry;
      if (key.text === 'input_shape' || key.text === 'opset')
        yield {
          message: `${key.text} has no effect: it is for the format onnx, and this is ${word}.`,
          span: key.span,
          fixes: cures(block, entry, format),
        };
    }
  },
};

// The format onnx needs an input_shape, so it is offered only where there is one.
function cures(block: Block, entry: Entry, format: Value): Fix[] {
  const removal = fix('Remove this line', wholeLines(block, entry.span), '', false);
  const hasShape = block.entries.some(e => e.key.text === 'input_shape');
  return hasShape && format.kind === 'name'
    ? [removal, fix('Change the format to onnx', format.span, 'onnx', false)]
    : [removal];
}
