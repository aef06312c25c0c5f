// Reports keys of the export block that have an effect only for the format onnx.
import { type Fix, fix } from '../../text/diagnostic';
import { words } from '../catalogue';
import type { Check } from '../check';
import { wordIn } from '../names/scope';
import type { Block, Entry, Value } from '../syntax/ast';
import { wholeLines } from '../syntax/blockLines';

/** `input_shape` or `opset` is set, and the format is not onnx. */
export const onnxOnly: Check = {
  code: 'onnx-only',
  severity: 'warning',
  stage: 'meaning',
  summary: '`input_shape` and `opset` have an effect only for the format `onnx`.',
  example: 'export:\n    format = torch\n    path = "m.pt"\n    opset = 17\n',
  fix: 'Remove the key, or export to `onnx`.',
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
          message: `\`${key.text}\` has no effect: it applies only to the format \`onnx\`, and the format is \`${word}\`.`,
          span: key.span,
          fixes: fixesFor(block, entry, format),
        };
    }
  },
};

// The format onnx requires an input_shape, so it is offered only if there is one.
function fixesFor(block: Block, entry: Entry, format: Value): Fix[] {
  const removal = fix('Remove this line', wholeLines(block, entry.span), '', false);
  const hasShape = block.entries.some(e => e.key.text === 'input_shape');
  return hasShape && format.kind === 'name'
    ? [removal, fix('Change the format to `onnx`', format.span, 'onnx', false)]
    : [removal];
}
