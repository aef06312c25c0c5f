// Keys that a block must have.
import type { Diagnostic, Fix } from '../../text/diagnostic';
import { type Span, span } from '../../text/span';
import type { Block, Placed, SyntaxTree } from '../ast';
import { endOfBody, newLine } from '../blockLines';
import { blocks, type KeySpec } from '../catalogue';
import { type Check, type FileContext, fix } from '../check';
import { hasKey, meantKeys } from '../entriesByKey';
import { meantKey } from '../mistypedKey';
import { placeholder } from '../placeholder';
import { blocksOf } from '../scope';
import { trained } from '../trained';

/** A block lacks a key that it must have. */
export const missingKey: Check = {
  code: 'missing-key',
  severity: 'error',
  stage: 'meaning',
  summary: 'A block lacks a key that it must have.',
  example: 'train:\n    epochs = 3\n',
  cure: 'Add the key.',
  *block({ block }) {
    for (const spec of absentKeys(block))
      yield {
        message: wordsFor(block, spec),
        span: headOf(block),
        fixes: isInFile(spec) ? [] : added(block, spec, placeholder(spec)),
      };
  },
  fixesInFile: named,
};

const required = new Map(Object.values(blocks).map(b => [b.keyword, b.keys.filter(k => k.required)]));

function absentKeys(block: Block): readonly KeySpec[] {
  // A line that could not be read is reported itself, and may be the one that is missing.
  if (!block.keyword || block.unread) return [];
  const lacking = required.get(block.keyword)?.filter(k => !hasKey(block, k.name) && isRequired(k, block)) ?? [];
  const absent = lacking.filter(k => !meantKeys(block).has(k.name));
  if (absent.length === 0) return [];
  // So may be a word without a value that is near to no key.
  const { keys } = blocks[block.keyword];
  const isUntold = block.entries.some(e => !e.value && !keys.some(k => k.name === (meantKey(block, e) ?? e.key.text)));
  return isUntold ? [] : absent;
}

const wordsFor = ({ keyword }: Block, { name, required: when, doc }: KeySpec): string =>
  `This ${keyword} block needs ${name}${when === 'onnx' ? ' for the format onnx' : ''}: ${doc}`;

const headOf = ({ header, name }: Block): Span => span(header.span.start, name?.span.end ?? header.span.end);

function added(block: Block, { name }: KeySpec, value: string | undefined, at = 0): Fix[] {
  if (value === undefined) return [];
  const end = at + endOfBody(block);
  return [fix(`Add ${name}`, span(end, end), newLine(block, `${name} = ${value}`), false)];
}

// What a key is set to that names a block, or that follows from one, stands elsewhere in the file.
const isInFile = ({ name, type }: KeySpec): boolean => type.kind === 'ref' || name === 'input_shape';

function named(found: Diagnostic, context: FileContext): Fix[] {
  const placed = blockAt(context.tree, found.span.start);
  const keys = placed?.item.keyword ? blocks[placed.item.keyword].keys : [];
  const spec = placed && keys.find(k => isInFile(k) && wordsFor(placed.item, k) === found.message);
  if (!placed || !spec) return [];
  const value = spec.name === 'input_shape' ? shape(context) : placeholder(spec, context.scope);
  return added(placed.item, spec, value, placed.at);
}

const blockAt = (tree: SyntaxTree, start: number): Placed<Block> | undefined =>
  [...blocksOf(tree, 'train'), ...blocksOf(tree, 'export')].find(p => p.at + p.item.header.span.start === start);

function isRequired(spec: KeySpec, block: Block): boolean {
  if (spec.required !== 'onnx') return spec.required === true;
  const format = block.entries.find(e => e.key.text === 'format')?.value;
  return format?.kind === 'name' && format.text === 'onnx';
}

// One row of as many features as the model takes, where that is known.
const shape = (context: FileContext): string => `[1, ${trained(context)?.shape?.layers[0]?.width ?? 1}]`;
