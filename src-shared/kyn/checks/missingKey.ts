// Keys that a block must have.
import { type Diagnostic, type Fix, fix } from '../../text/diagnostic';
import { type Span, span } from '../../text/span';
import { blocks, type KeySpec } from '../catalogue';
import type { Check, FileContext } from '../check';
import { hasKey, suggestedKeys } from '../names/entriesByKey';
import { placeholder } from '../names/placeholder';
import { blocksOf, type Params } from '../names/scope';
import { suggestKey } from '../names/suggestKey';
import type { Block, Placed, SyntaxTree } from '../syntax/ast';
import { endOfBody, newLine } from '../syntax/blockLines';
import { isHeaderBroken } from '../syntax/headerFault';
import { trainTarget, wordOfKey } from '../training/trainTarget';

/** A block lacks a key that it must have. */
export const missingKey: Check = {
  code: 'missing-key',
  severity: 'error',
  stage: 'meaning',
  summary: 'A block lacks a key that it must have.',
  example: 'train:\n    epochs = 3\n',
  fix: 'Add the key.',
  *block({ block, params }) {
    for (const keys of grouped(block, absentKeys(block, params)))
      yield {
        message: wordsFor(block, keys),
        span: headOf(block),
        fixes: keys.some(isInFile) ? [] : added(block, keys, placeholder),
      };
  },
  // A second train or export block is one too many, whatever it lacks.
  ofFirst: true,
  fixesInFile: named,
};

// Of a block with nothing in it one finding says all.
const grouped = ({ entries }: Block, keys: readonly KeySpec[]): (readonly KeySpec[])[] =>
  keys.length > 1 && entries.length === 0 ? [keys] : keys.map(k => [k]);

const required = new Map(Object.values(blocks).map(b => [b.keyword, b.keys.filter(k => k.required)]));

function absentKeys(block: Block, params: Params): readonly KeySpec[] {
  // A line that could not be read is reported itself, and may be the one that is missing; so is a header.
  if (!block.keyword || block.unread || isHeaderBroken(block)) return [];
  const lacking =
    required.get(block.keyword)?.filter(k => !hasKey(block, k.name) && isRequired(k, block, params)) ?? [];
  const absent = lacking.filter(k => !suggestedKeys(block).has(k.name));
  if (absent.length === 0) return [];
  // So may be a word without a value that is near to no key.
  const { keys } = blocks[block.keyword];
  const isUntold = block.entries.some(
    e => !e.value && !keys.some(k => k.name === (suggestKey(block, e) ?? e.key.text)),
  );
  return isUntold ? [] : absent;
}

function wordsFor({ keyword }: Block, keys: readonly KeySpec[]): string {
  const names = keys.map(k => `${k.name}${k.required === 'onnx' ? ' for the format onnx' : ''}`);
  if (keys.length === 1) return `This ${keyword} block needs ${names[0]}: ${keys[0]?.doc}`;
  return `This ${keyword} block is empty; it needs ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`;
}

const headOf = ({ header, name }: Block): Span => span(header.span.start, name?.span.end ?? header.span.end);

function added(block: Block, keys: readonly KeySpec[], valueFor: (key: KeySpec) => string | undefined, at = 0): Fix[] {
  const lines = keys.map(k => ({ name: k.name, value: valueFor(k) }));
  if (lines.some(l => l.value === undefined)) return [];
  const end = at + endOfBody(block);
  const text = lines.map(l => newLine(block, `${l.name} = ${l.value}`)).join('');
  return [fix(`Add ${lines.map(l => l.name).join(', ')}`, span(end, end), text, false)];
}

// What a key is set to that names a block, or that follows from one, stands elsewhere in the file.
const isInFile = ({ name, type }: KeySpec): boolean => type.kind === 'ref' || name === 'input_shape';

function named(found: Diagnostic, context: FileContext): Fix[] {
  const placed = blockAt(context.tree, found.span.start);
  const absent = placed ? grouped(placed.item, absentKeys(placed.item, context.scope.params)) : [];
  const keys = placed && absent.find(group => group.some(isInFile) && wordsFor(placed.item, group) === found.message);
  if (!placed || !keys) return [];
  const valueFor = (key: KeySpec) => (key.name === 'input_shape' ? shape(context) : placeholder(key, context.scope));
  return added(placed.item, keys, valueFor, placed.at);
}

const blockAt = (tree: SyntaxTree, start: number): Placed<Block> | undefined =>
  [...blocksOf(tree, 'train'), ...blocksOf(tree, 'export')].find(p => p.at + p.item.header.span.start === start);

const isRequired = (spec: KeySpec, block: Block, params: Params): boolean =>
  spec.required === 'onnx' ? wordOfKey(block, 'format', params) === 'onnx' : spec.required === true;

// One row of as many features as the model takes, where that is known.
const shape = (context: FileContext): string => `[1, ${trainTarget(context)?.shape?.layers[0]?.width ?? 1}]`;
