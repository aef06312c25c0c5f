// Keys that a block must have.
import type { Block } from '../ast';
import { blocks, type KeySpec } from '../catalogue';
import { type Check, fix } from '../check';

/** A block lacks a key that it must have. */
export const missingKey: Check = {
  code: 'missing-key',
  severity: 'error',
  stage: 'meaning',
  summary: 'A block lacks a key that it must have.',
  example: 'train:\n    epochs = 3\n',
  cure: 'Add the key.',
  *block({ block }) {
    if (!block.keyword) return;
    for (const spec of blocks[block.keyword].keys) {
      if (!isRequired(spec, block) || block.entries.some(e => e.key.text === spec.name)) continue;
      const at = endOfBody(block);
      const line = `\n    ${spec.name} = ${placeholder(spec)}`;
      yield {
        message: `This ${block.keyword} block needs ${spec.name}${spec.required === 'onnx' ? ' for the format onnx' : ''}: ${spec.doc}`,
        span: block.name ? { start: block.header.span.start, end: block.name.span.end } : block.header.span,
        fixes: [fix(`Add ${spec.name}`, { start: at, end: at }, line, false)],
      };
    }
  },
};

function isRequired(spec: KeySpec, block: Block): boolean {
  if (spec.required !== 'onnx') return spec.required === true;
  const format = block.entries.find(e => e.key.text === 'format')?.value;
  return format?.kind === 'name' && format.text === 'onnx';
}

// After the last line that holds something, comments included, so that the new line stands inside of the block.
const endOfBody = (block: Block): number => block.text.trimEnd().length;

function placeholder({ type }: KeySpec): string {
  if (type.kind === 'call') return type.callee === 'connector' ? 'csv("data.csv")' : 'adam(lr=0.001)';
  if (type.kind === 'string') return '""';
  if (type.kind === 'list') return '[1, 1]';
  if (type.kind === 'word') return type.words === 'format' ? 'torch' : 'mse';
  if (type.kind === 'ref') return type.to === 'model' ? 'Net' : 'Rows';
  return '1';
}
