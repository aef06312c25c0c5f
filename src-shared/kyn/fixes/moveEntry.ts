// Fixes that move an entry to the place where it belongs, without losing its value or comment.
import type { Fix, TextEdit } from '../../text/diagnostic';
import { shortText } from '../../text/shortText';
import { shift, span as spanOf } from '../../text/span';
import { insertEntry } from '../format/keyOrder';
import type { Block, Entry, Placed } from '../syntax/ast';
import { wholeLines } from '../syntax/blockLines';
import { valueSource } from '../syntax/valueSource';

const inOrder = (edits: TextEdit[]): TextEdit[] => edits.sort((a, b) => a.span.start - b.span.start);

/** Moves an entry of one block to its place in another, with the comment after it. Spans are absolute. */
export function moveToBlock(to: Placed<Block>, from: Placed<Block>, { key, value, span }: Entry): Fix {
  const rest = /^[^\r\n]*/.exec(from.item.text.slice(value?.span.start ?? span.end))?.[0] ?? '';
  const { span: place, text } = insertEntry(to.item, key.text, rest.trimEnd());
  const edits = inOrder([
    { span: shift(wholeLines(from.item, span), from.at), text: '' },
    { span: shift(place, to.at), text },
  ]);
  return { title: `Move to the \`${to.item.keyword}\` block`, edits, safe: false };
}

const RATES: ReadonlySet<string> = new Set(['lr', 'learning_rate']);
const RATE_VALUES: ReadonlySet<string> = new Set(['int', 'float', 'param']);

/** Whether an entry of a block is a learning rate, which may belong into the call of the optimizer. */
export const isRate = ({ keyword }: Block, { key, value }: Entry): boolean =>
  keyword === 'train' && RATES.has(key.text.toLowerCase()) && value !== undefined && RATE_VALUES.has(value.kind);

/** Moves a learning rate into the call of the optimizer, if the call has none. Spans are absolute. */
export function moveToOptimizer({ at: offset, item: block }: Placed<Block>, entry: Entry): Fix | undefined {
  const { key, value, span } = entry;
  const call = block.entries.find(e => e.key.text === 'optimizer' && e.complete)?.value;
  if (!isRate(block, entry) || call?.kind !== 'call') return undefined;
  if (!value || call.args.some(a => !a.key || a.key.text === 'lr')) return undefined;
  const at = call.args.at(-1)?.value.span.end ?? call.span.end - 1;
  const written = valueSource({ ...call, args: [...call.args, { key: { ...key, text: 'lr' }, value }] });
  const edits = inOrder([
    { span: spanOf(at, at), text: `${call.args.length > 0 ? ', ' : ''}lr=${valueSource(value)}` },
    { span: wholeLines(block, span), text: '' },
  ]).map(edit => ({ ...edit, span: shift(edit.span, offset) }));
  return { title: `Write \`${shortText(written)}\``, edits, safe: false };
}
