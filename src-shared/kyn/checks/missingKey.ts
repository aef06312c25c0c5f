// Keys that a block must have.
import { shift } from '../../text/span';
import type { Block } from '../ast';
import { blocks, type KeySpec } from '../catalogue';
import { type Check, fix, type Report } from '../check';
import { meantKey } from '../mistypedKey';
import type { Scope } from '../scope';

/** A block lacks a key that it must have. */
export const missingKey: Check = {
  code: 'missing-key',
  severity: 'error',
  stage: 'meaning',
  summary: 'A block lacks a key that it must have.',
  example: 'train:\n    epochs = 3\n',
  cure: 'Add the key.',
  *file({ tree, scope }) {
    for (const { at, item } of tree.items)
      if (item.kind === 'block') for (const report of missing(item, scope)) yield movedBy(report, at);
  },
};

// All blocks are looked at with every keystroke, so what does not depend on them is found before.
const required = new Map(Object.values(blocks).map(b => [b.keyword, b.keys.filter(k => k.required)]));

function* missing(block: Block, scope: Scope): Iterable<Report> {
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
    const value = placeholder(spec, scope);
    yield {
      message: `This ${block.keyword} block needs ${spec.name}${spec.required === 'onnx' ? ' for the format onnx' : ''}: ${spec.doc}`,
      span: block.name ? { start: block.header.span.start, end: block.name.span.end } : block.header.span,
      fixes: value ? [fix(`Add ${spec.name}`, { start: at, end: at }, `\n    ${spec.name} = ${value}`, false)] : [],
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

// After the last line that holds something, comments included, so that the new line stands inside of the block.
const endOfBody = (block: Block): number => block.text.trimEnd().length;

// A value that brings no finding of its own; undefined where there is none yet.
function placeholder({ type }: KeySpec, scope: Scope): string | undefined {
  if (type.kind === 'call') return type.callee === 'connector' ? 'csv("data.csv")' : 'adam(lr=0.001)';
  if (type.kind === 'string') return '""';
  if (type.kind === 'list') return '[1, 1]';
  if (type.kind === 'word') return type.words === 'format' ? 'torch' : 'mse';
  if (type.kind === 'ref') return (type.to === 'model' ? scope.models : scope.datasets)[0]?.name;
  return '1';
}
