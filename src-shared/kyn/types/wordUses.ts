// The uses of catalogue words in a spec: layers, activations, losses, metrics and others.
import type { Span } from '../../text/span';
import type { WordCategory } from '../catalogue';
import type { Block } from '../syntax/ast';
import type { Expected } from './values';

/** One use of a word. `written`: the word itself is at `span`, not a `$name`, so it can be corrected there. */
export interface WordUse {
  readonly list: WordCategory;
  readonly word: string;
  readonly span: Span;
  readonly written: boolean;
  /** Only for a word in a sweep, where it is a string in double quotes: the value it is used for. */
  readonly swept?: Expected;
}

/** All uses of words in a block; `expected` are its expected values. */
export function wordUses(block: Block, expected: readonly Expected[]): WordUse[] {
  const found: WordUse[] = [];
  for (const { name, complete } of block.layers)
    if (complete) found.push({ list: 'layer', word: name.text, span: name.span, written: true });
  addWords(found, expected);
  return found;
}

/** The words among expected values. */
export function valueWords(expected: readonly Expected[]): WordUse[] {
  const found: WordUse[] = [];
  addWords(found, expected);
  return found;
}

function addWords(found: WordUse[], expected: readonly Expected[]): void {
  for (const one of expected) {
    const use = useOf(one);
    if (use) found.push(use);
  }
}

function useOf(expected: Expected): WordUse | undefined {
  const { type, value, written, usedIn } = expected;
  const here = written === value;
  const { span } = written;
  if (type.kind === 'word' && value.kind === 'name') {
    const use = { list: type.words, word: value.text, span };
    return usedIn ? { ...use, written: written.kind === 'string', swept: expected } : { ...use, written: here };
  }
  if (type.kind === 'call' && value.kind === 'call')
    return { list: type.callee, word: value.callee.text, span: here ? value.callee.span : span, written: here };
  return undefined;
}
