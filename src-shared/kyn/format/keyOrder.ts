// The canonical order of the keys of a block, and the position of a new key.
import type { TextEdit } from '../../text/diagnostic';
import { span } from '../../text/span';
import { blocks } from '../catalogue';
import type { Block } from '../syntax/ast';
import { newLine } from '../syntax/blockLines';

/** The index of a key in the canonical order of its block; unknown keys come last. */
export function keyRank(block: Block, key: string): number {
  const keys = block.keyword ? blocks[block.keyword].keys : [];
  const at = keys.findIndex(k => k.name === key);
  return at < 0 ? keys.length : at;
}

/** Whether the keys of a block are in canonical order. */
export const isInOrder = (block: Block): boolean =>
  block.entries.every(
    (e, i, all) => i === 0 || keyRank(block, all[i - 1]?.key.text ?? '') <= keyRank(block, e.key.text),
  );

/** The edit that adds `key = value` to a block at the canonical position. Its span is relative to the block. */
export function insertEntry(block: Block, key: string, value: string): TextEdit {
  const before = block.entries.findLast(e => keyRank(block, e.key.text) <= keyRank(block, key));
  const at = endOfLine(block, (before ?? block.name ?? block.header).span.end);
  return { span: span(at, at), text: newLine(block, `${key} = ${value}`) };
}

// After an end-of-line comment, which stays with its line.
function endOfLine({ text }: Block, from: number): number {
  const rest = text.slice(from).search(/[\r\n]/);
  return rest < 0 ? text.length : from + rest;
}
