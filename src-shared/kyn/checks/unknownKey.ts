// Reports keys that the catalogue does not define for a block.
import { type Diagnostic, type Fix, fix } from '../../text/diagnostic';
import { inBackticks } from '../../text/inBackticks';
import { shift } from '../../text/span';
import { blocks, keySpec } from '../catalogue';
import { keySynonym } from '../catalogue/keySynonyms';
import type { BlockKeyword } from '../catalogue/types';
import type { Check, FileContext } from '../check';
import { isRate, moveToBlock, moveToOptimizer } from '../fixes/moveEntry';
import { hasKey } from '../names/entriesByKey';
import { blocksOf } from '../names/scope';
import { blocksWithKey, suggestKey } from '../names/suggestKey';
import type { Block, Entry, Placed, SyntaxTree } from '../syntax/ast';
import { wholeLines } from '../syntax/blockLines';
import { isHeaderBroken } from '../syntax/headerFault';
import { itemAt } from '../syntax/itemAt';
import { valueOfKey } from '../training/trainTarget';

/** A key is not defined for its block. */
export const unknownKey: Check = {
  code: 'unknown-key',
  severity: 'error',
  stage: 'meaning',
  summary: 'A key is not defined for its block.',
  example: 'train:\n    epoch = 3\n',
  fix: 'Correct or remove the key; a block cannot have other keys.',
  *block({ block }) {
    const { keyword, entries } = block;
    if (!keyword || blocks[keyword].keys.length === 0) return;
    for (const entry of entries) {
      const { key } = entry;
      // An incomplete entry has a finding of its own.
      if (keySpec(keyword, key.text) || !entry.complete) continue;
      yield {
        message: `The \`${keyword}\` block has no key \`${key.text}\`; ${adviceFor(keyword, block, entry)}`,
        span: key.span,
        fixes: fixesFor(block, entry),
      };
    }
  },
  fixesInFile: moveFixes,
};

function adviceFor(keyword: BlockKeyword, block: Block, entry: Entry): string {
  const meant = suggestKey(block, entry);
  if (meant) return `did you mean \`${meant}\`?`;
  const { text: key } = entry.key;
  const homes = blocksWithKey(key);
  const byHome = homes.length > 0 ? `it belongs to the ${inBackticks(homes, 'or')} block.` : undefined;
  const advice = keySynonym(keyword, key)?.advice ?? byHome;
  const keys = blocks[keyword].keys.map(k => k.name);
  return advice ?? `${keys.length === 1 ? 'its only key is' : 'its keys are'} ${inBackticks(keys)}.`;
}

// A suggested key that is already set would be a duplicate.
function fixesFor(block: Block, entry: Entry): Fix[] {
  const meant = suggestKey(block, entry);
  if (meant && !hasKey(block, meant)) return [fix(`Change to \`${meant}\``, entry.key.span, meant, false)];
  return dependsOnOthers(block, entry) ? [] : [removal(block, entry)];
}

const removal = (block: Block, entry: Entry, at = 0): Fix =>
  fix('Remove this line', shift(wholeLines(block, entry.span), at), '', false);

// Whether the fix moves the key to another place, which has to be searched for.
const dependsOnOthers = (block: Block, entry: Entry): boolean =>
  isElsewhere(block, entry) || (isRate(block, entry) && !suggestKey(block, entry));

const isElsewhere = (block: Block, entry: Entry): boolean =>
  block.keyword !== undefined &&
  !suggestKey(block, entry) &&
  !keySynonym(block.keyword, entry.key.text) &&
  blocksWithKey(entry.key.text).length > 0;

// Moves a learning rate to the optimizer, and a key of another kind of block there, if only one block can be meant.
function moveFixes(found: Diagnostic, { tree }: FileContext): Fix[] {
  const from = itemAt(tree, found.span.start);
  if (!from || !isPlacedBlock(from)) return [];
  const entry = from.item.entries.find(e => from.at + e.key.span.start === found.span.start);
  if (!entry?.value || !dependsOnOthers(from.item, entry)) return [];
  const rate = moveToOptimizer(from, entry);
  if (rate) return [rate];
  if (!isElsewhere(from.item, entry)) return [removal(from.item, entry, from.at)];
  const to = homeOf(tree, entry.key.text);
  if (!to || hasKey(to.item, entry.key.text) || isHeaderBroken(to.item)) return [removal(from.item, entry, from.at)];
  return [moveToBlock(to, from, entry)];
}

const isPlacedBlock = (placed: Placed): placed is Placed<Block> => placed.item.kind === 'block';

// The only block that accepts the key; among several datasets, the one used for training.
function homeOf(tree: SyntaxTree, key: string): Placed<Block> | undefined {
  const homes = blocksWithKey(key).flatMap(keyword => blocksOf(tree, keyword));
  if (homes.length === 1 || blocksWithKey(key).length !== 1) return homes.length === 1 ? homes[0] : undefined;
  const train = blocksOf(tree, 'train')[0];
  const data = train && valueOfKey(train.item, 'data');
  const named = homes.filter(p => data?.kind === 'name' && p.item.name?.text === data.text);
  return named.length === 1 ? named[0] : undefined;
}
