// Where a spec uses a word of one of the catalogue's lists: layers, activations, losses, metrics and so on.
import type { Span } from '../text/span';
import type { Block } from './ast';
import type { WordCategory } from './catalogue';
import type { Expected } from './values';

/** One use of a word. `written`: the word stands there itself and not behind a `$name`, so it can be corrected in place. */
export interface WordUse {
  readonly list: WordCategory;
  readonly word: string;
  readonly span: Span;
  readonly written: boolean;
}

/** All uses of words in a block; `expected` are the values that the catalogue asks for in it. */
export function wordUses(block: Block, expected: readonly Expected[]): WordUse[] {
  const uses: WordUse[] = [];
  for (const { name, complete } of block.layers)
    if (complete) uses.push({ list: 'layer', word: name.text, span: name.span, written: true });
  for (const one of expected) {
    const use = useOf(one);
    if (use) uses.push(use);
  }
  return uses;
}

function useOf({ type, value, written }: Expected): WordUse | undefined {
  const here = written === value;
  const { span } = written;
  if (type.kind === 'word' && value.kind === 'name') return { list: type.words, word: value.text, span, written: here };
  if (type.kind === 'call' && value.kind === 'call')
    return { list: type.callee, word: value.callee.text, span: here ? value.callee.span : span, written: here };
  return undefined;
}
