// Reports required keys that a block does not set.
import { type Diagnostic, type Fix, fix } from '../../text/diagnostic';
import { firstSentence } from '../../text/firstSentence';
import { inBackticks } from '../../text/inBackticks';
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

/** A block does not set a required key. */
export const missingKey: Check = {
  code: 'missing-key',
  severity: 'error',
  stage: 'meaning',
  summary: 'A block does not set a required key.',
  example: 'train:\n    epochs = 3\n',
  fix: 'Add the key.',
  *block({ block, params }) {
    for (const keys of grouped(block, absentKeys(block, params)))
      yield {
        message: messageFor(block, keys),
        span: headOf(block),
        about: namesOf(keys),
        fixes: keys.some(dependsOnFile) ? [] : additions(block, keys, placeholder),
      };
  },
  // A second train or export block must be merged anyway, whatever keys it has.
  ofFirst: true,
  fixesInFile: fixesFor,
};

// An empty block gets one finding for all its keys.
const grouped = ({ entries }: Block, keys: readonly KeySpec[]): (readonly KeySpec[])[] =>
  keys.length > 1 && entries.length === 0 ? [keys] : keys.map(k => [k]);

const required = new Map(Object.values(blocks).map(b => [b.keyword, b.keys.filter(k => k.required)]));

function absentKeys(block: Block, params: Params): readonly KeySpec[] {
  // A line or header with a fault has a finding of its own, and may be the missing key.
  if (!block.keyword || block.unread || isHeaderBroken(block)) return [];
  const unset = required.get(block.keyword)?.filter(k => !hasKey(block, k.name) && isRequired(k, block, params)) ?? [];
  const absent = unset.filter(k => !suggestedKeys(block).has(k.name));
  if (absent.length === 0) return [];
  // A word without a value that is not similar to any key may be the missing key, too.
  const { keys } = blocks[block.keyword];
  const isUncertain = block.entries.some(
    e => !e.value && !keys.some(k => k.name === (suggestKey(block, e) ?? e.key.text)),
  );
  return isUncertain ? [] : absent;
}

const namesOf = (keys: readonly KeySpec[]): string => keys.map(k => k.name).join(' ');

function messageFor({ keyword }: Block, keys: readonly KeySpec[]): string {
  const names = keys.map(k => `\`${k.name}\`${k.required === 'onnx' ? ' for the format `onnx`' : ''}`);
  const [only] = keys;
  if (only && keys.length === 1) return `This \`${keyword}\` block needs ${names[0]}: ${purposeOf(only)}`;
  return `This \`${keyword}\` block is empty; it needs ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`;
}

// The purpose of a key, to follow a colon.
function purposeOf({ doc }: KeySpec): string {
  const sentence = firstSentence(doc);
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

const headOf = ({ header, name }: Block): Span => span(header.span.start, name?.span.end ?? header.span.end);

function additions(
  block: Block,
  keys: readonly KeySpec[],
  valueFor: (key: KeySpec) => string | undefined,
  at = 0,
): Fix[] {
  const lines = keys.map(k => ({ name: k.name, value: valueFor(k) }));
  if (lines.some(l => l.value === undefined)) return [];
  const end = at + endOfBody(block);
  const text = lines.map(l => newLine(block, `${l.name} = ${l.value}`)).join('');
  return [fix(`Add ${inBackticks(lines.map(l => l.name))}`, span(end, end), text, false)];
}

// The value of these keys depends on other blocks of the file.
const dependsOnFile = ({ name, type }: KeySpec): boolean => type.kind === 'ref' || name === 'input_shape';

function fixesFor(found: Diagnostic, context: FileContext): Fix[] {
  const placed = blockWithHeaderAt(context.tree, found.span.start);
  const absent = placed ? grouped(placed.item, absentKeys(placed.item, context.scope.params)) : [];
  const keys = placed && absent.find(group => group.some(dependsOnFile) && namesOf(group) === found.about);
  if (!placed || !keys) return [];
  const valueFor = (key: KeySpec) => (key.name === 'input_shape' ? shape(context) : placeholder(key, context.scope));
  return additions(placed.item, keys, valueFor, placed.at);
}

const blockWithHeaderAt = (tree: SyntaxTree, start: number): Placed<Block> | undefined =>
  [...blocksOf(tree, 'train'), ...blocksOf(tree, 'export')].find(p => p.at + p.item.header.span.start === start);

const isRequired = (spec: KeySpec, block: Block, params: Params): boolean =>
  spec.required === 'onnx' ? wordOfKey(block, 'format', params) === 'onnx' : spec.required === true;

// One row with the number of features that the model takes, or 1 if that is unknown.
const shape = (context: FileContext): string => `[1, ${trainTarget(context)?.shape?.layers[0]?.width ?? 1}]`;
