// Params, models and datasets that nothing uses. Faded, not underlined. In a library everything may be used by who imports it.
import type { TextEdit } from '../../text/diagnostic';
import { shift } from '../../text/span';
import type { Block, Placed, SyntaxTree } from '../ast';
import { blockLines, wholeLines } from '../blockLines';
import type { Check, Report } from '../check';
import { entriesByKey } from '../entriesByKey';
import { blockOccurrences, type Occurrence } from '../occurrences';
import { blocksOf } from '../scope';
import { unusedNames } from '../unusedNames';

/** Nothing uses a param, model or dataset. */
export const unused: Check = {
  code: 'unused',
  severity: 'hint',
  stage: 'meaning',
  summary: 'Nothing in this spec uses the param, model or dataset. It is still part of CONFIG_HASH.',
  example:
    'params:\n    lr = 0.1\n\nmodel Net:\n    input 4\n    dense 1 linear\n\ntrain:\n    model = Net\n    data = D\n    epochs = 3\n',
  cure: 'Remove it, or leave it for specs that import this one.',
  *file(context) {
    if (blocksOf(context.tree, 'train').length === 0) return;
    const names = unusedNames(context);
    let left = MAX_FADED;
    for (const { at, item } of context.tree.items)
      if (item.kind === 'block')
        for (const one of blockOccurrences(item))
          if (one.role === 'declaration' && names[one.kind].has(one.name) && left-- > 0)
            yield report(one, { at, item }, context.tree);
  },
};

// Fading is a courtesy: in a file with more unused names than this nobody counts them, and they should not cost each keystroke.
const MAX_FADED = 200;

const report = (one: Occurrence, placed: Placed<Block>, tree: SyntaxTree): Report => ({
  message: `Nothing here uses the ${one.kind} ${one.name}.`,
  span: shift(one.span, placed.at),
  unused: true,
  fixes: [{ title: `Remove the ${one.kind} ${one.name}`, edits: removal(one, placed, tree), safe: false }],
});

// A param goes with its sweep axis, which would name nothing without it.
function removal({ kind, name, span }: Occurrence, { at, item }: Placed<Block>, tree: SyntaxTree): TextEdit[] {
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
