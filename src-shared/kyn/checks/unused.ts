// Params, models and datasets that nothing uses. Faded, not underlined. In a library everything may be used by who imports it.
import { shift } from '../../text/span';
import type { Check, Report } from '../check';
import { blockOccurrences } from '../occurrences';
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
        for (const { kind, name, span, role } of blockOccurrences(item))
          if (role === 'declaration' && names[kind].has(name) && left-- > 0) yield report(kind, name, shift(span, at));
  },
};

// Fading is a courtesy: in a file with more unused names than this nobody counts them, and they should not cost each keystroke.
const MAX_FADED = 200;

const report = (kind: string, name: string, span: Report['span']): Report => ({
  message: `Nothing here uses the ${kind} ${name}.`,
  span,
  unused: true,
});
