// Where a spec uses a word of one of the catalogue's lists: layers, activations, losses, metrics and so on.
import type { Span } from '../text/span';
import type { Block } from './ast';
import type { WordCategory } from './catalogue';
import { bindLayer } from './layers';
import { type Params, resolved } from './scope';
import { type Expected, expectedValues, withElements } from './values';

/** One use of a word. `written`: the word stands there itself and not behind a `$name`, so it can be corrected in place. */
export interface WordUse {
  readonly list: WordCategory;
  readonly word: string;
  readonly span: Span;
  readonly written: boolean;
}

/** All uses of words in a block. */
export function* wordUses(block: Block, params: Params): Iterable<WordUse> {
  for (const expected of expectedValues(block, params))
    for (const one of withElements(expected, params)) yield* use(one);
  for (const layer of block.layers) {
    yield { list: 'layer', word: layer.name.text, span: layer.name.span, written: true };
    for (const { arg, value } of bindLayer(layer)?.bound ?? []) {
      const actual = resolved(value, params);
      if (actual) yield* use({ type: arg.type, value: actual, written: value });
    }
  }
}

function* use({ type, value, written }: Pick<Expected, 'type' | 'value' | 'written'>): Iterable<WordUse> {
  const here = written === value;
  const { span } = written;
  if (type.kind === 'word' && value.kind === 'name') yield { list: type.words, word: value.text, span, written: here };
  if (type.kind === 'call' && value.kind === 'call')
    yield { list: type.callee, word: value.callee.text, span: here ? value.callee.span : span, written: here };
}
