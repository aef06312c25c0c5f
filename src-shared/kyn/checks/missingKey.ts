// Keys that a block must have.
import { shift } from '../../text/span';
import type { Block } from '../ast';
import { endOfBody, newLine } from '../blockLines';
import { blocks, type KeySpec } from '../catalogue';
import { type Check, type FileContext, fix, type Report } from '../check';
import { meantKey } from '../mistypedKey';
import { placeholder } from '../placeholder';
import { trained } from '../trained';

/** A block lacks a key that it must have. */
export const missingKey: Check = {
  code: 'missing-key',
  severity: 'error',
  stage: 'meaning',
  summary: 'A block lacks a key that it must have.',
  example: 'train:\n    epochs = 3\n',
  cure: 'Add the key.',
  *file(context) {
    for (const { at, item } of context.tree.items)
      if (item.kind === 'block') for (const report of missing(item, context)) yield movedBy(report, at);
  },
};

// All blocks are looked at with every keystroke, so what does not depend on them is found before.
const required = new Map(Object.values(blocks).map(b => [b.keyword, b.keys.filter(k => k.required)]));

function* missing(block: Block, context: FileContext): Iterable<Report> {
  // A line that could not be read is reported itself, and may be the one that is missing.
  if (!block.keyword || block.unread) return;
  const isWritten = (spec: KeySpec) => block.entries.some(e => e.key.text === spec.name);
  const absent = required.get(block.keyword)?.filter(spec => !isWritten(spec) && isRequired(spec, block)) ?? [];
  if (absent.length === 0) return;
  const { keys } = blocks[block.keyword];
  const meant = block.entries.map(e => meantKey(block, e) ?? e.key.text);
  if (block.entries.some((e, i) => !e.value && !keys.some(k => k.name === meant[i]))) return;
  for (const spec of absent) {
    if (meant.includes(spec.name)) continue;
    const at = endOfBody(block);
    const value = spec.name === 'input_shape' ? shape(context) : placeholder(spec, context.scope);
    yield {
      message: `This ${block.keyword} block needs ${spec.name}${spec.required === 'onnx' ? ' for the format onnx' : ''}: ${spec.doc}`,
      span: block.name ? { start: block.header.span.start, end: block.name.span.end } : block.header.span,
      fixes: value
        ? [fix(`Add ${spec.name}`, { start: at, end: at }, newLine(block, `${spec.name} = ${value}`), false)]
        : [],
    };
  }
}

const movedBy = (report: Report, by: number): Report => ({
  ...report,
  span: shift(report.span, by),
  fixes: (report.fixes ?? []).map(f => ({ ...f, edits: f.edits.map(e => ({ ...e, span: shift(e.span, by) })) })),
});

function isRequired(spec: KeySpec, block: Block): boolean {
  if (spec.required !== 'onnx') return spec.required === true;
  const format = block.entries.find(e => e.key.text === 'format')?.value;
  return format?.kind === 'name' && format.text === 'onnx';
}

// One row of as many features as the model takes, where that is known.
const shape = (context: FileContext): string => `[1, ${trained(context)?.shape?.layers[0]?.width ?? 1}]`;
