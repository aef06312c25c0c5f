// Params, models and datasets that nothing uses. Faded, not underlined. In a library everything may be used by who imports it.
import type { TextEdit } from '../../text/diagnostic';
import { type Span, shift } from '../../text/span';
import type { Check, FileContext, Report } from '../check';
import { entriesByKey } from '../names/entriesByKey';
import type { SymbolKind } from '../names/occurrences';
import { blocksOf } from '../names/scope';
import type { Block, Placed, SyntaxTree } from '../syntax/ast';
import { blockLines, wholeLines } from '../syntax/blockLines';
import { unusedNames } from '../training/unusedNames';

/** Nothing uses a param, model or dataset. */
export const unused: Check = {
  code: 'unused',
  severity: 'hint',
  stage: 'meaning',
  summary: 'Nothing in this spec uses the param, model or dataset. It is still part of CONFIG_HASH.',
  example:
    'params:\n    lr = 0.1\n\nmodel Net:\n    input 4\n    dense 1 linear\n\ntrain:\n    model = Net\n    data = D\n    epochs = 3\n',
  fix: 'Remove it, or leave it for specs that import this one.',
  *file(context) {
    if (blocksOf(context.tree, 'train').length === 0) return;
    const names = unusedNames(context);
    let left = MAX_FADED;
    for (const one of declared(context)) {
      if (left === 0) return;
      if (!names[one.kind].has(one.name)) continue;
      yield report(one, context.tree);
      left--;
    }
  },
};

interface Declared {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly placed: Placed<Block>;
  /** Relative to the block. */
  readonly span: Span;
}

function* declared({ tree, scope }: FileContext): Iterable<Declared> {
  for (const placed of blocksOf(tree, 'params'))
    for (const { key } of placed.item.entries) yield { kind: 'param', name: key.text, placed, span: key.span };
  for (const kind of ['model', 'dataset'] as const)
    for (const { name, span, block, file } of kind === 'model' ? scope.models : scope.datasets)
      if (!file && block.name)
        yield { kind, name, placed: { at: span.start - block.name.span.start, item: block }, span: block.name.span };
}

// Fading is a courtesy: in a file with more unused names than this nobody counts them, and they should not cost each keystroke.
const MAX_FADED = 200;

const report = (one: Declared, tree: SyntaxTree): Report => ({
  message: `Nothing here uses the ${one.kind} ${one.name}.`,
  span: shift(one.span, one.placed.at),
  unused: true,
  fixes: [{ title: `Remove the ${one.kind} ${one.name}`, edits: removal(one, tree), safe: false }],
});

// A param goes with its sweep axis, which would name nothing without it.
function removal({ kind, name, span, placed: { at, item } }: Declared, tree: SyntaxTree): TextEdit[] {
  if (kind !== 'param') return [{ span: shift(blockLines(item), at), text: '' }];
  const own = { span: shift(wholeLines(item, span), at), text: '' };
  // The param stays where it is declared once more, and so does its axis.
  if ((entriesByKey(item).get(name)?.length ?? 0) > 1) return [own];
  const axes = blocksOf(tree, 'sweep').flatMap(sweep =>
    (entriesByKey(sweep.item).get(name) ?? []).map(e => ({
      span: shift(wholeLines(sweep.item, e.span), sweep.at),
      text: '',
    })),
  );
  return [own, ...axes].sort((a, b) => a.span.start - b.span.start);
}
