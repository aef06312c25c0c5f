// Reports sweeps with an unusually large number of combinations, and sweeps that are too large to be checked as a whole.
import { numberText } from '../../text/numberText';
import { shift, span } from '../../text/span';
import type { Check, FileContext, Report } from '../check';
import { blocksOf } from '../names/scope';
import type { Block, Placed } from '../syntax/ast';
import { shownValue } from '../syntax/valueSource';
import { combinationCount, MANY_COMBINATIONS } from '../training/combinationCount';
import { checkedRuns, MAX_VALUES } from '../training/runs';

/** A sweep has more than 1,000 combinations, or some of its values are not checked. */
export const sweepSize: Check = {
  code: 'sweep-size',
  severity: 'warning',
  stage: 'meaning',
  summary:
    'A sweep has more than 1,000 combinations, and each of them is a full training run. Or it is too large to be checked as a whole, because an axis has more than 100 values or the runs of the model have more than 100,000 layers in total.',
  example: `params:\n    a = 1\n    b = 1\n\nsweep:\n    a = [${Array.from({ length: 40 }, (_, i) => i).join(', ')}]\n    b = [${Array.from({ length: 40 }, (_, i) => i).join(', ')}]\n`,
  fix: 'Shorten an axis, or split the sweep.',
  *file(context) {
    for (const { at, item } of blocksOf(context.tree, 'sweep')) {
      const count = combinationCount(item);
      if (count > MANY_COMBINATIONS)
        yield {
          message: `This sweep has ${numberText(count)} combinations, and each of them is a full training run.`,
          span: shift(item.header.span, at),
        };
      yield* uncheckedValues({ at, item });
    }
    yield* uncheckedRuns(context);
  },
};

// Without these, a sweep without findings would look as if all its values were checked.
function* uncheckedValues({ at, item }: Placed<Block>): Iterable<Report> {
  for (const { key, value, complete } of item.entries) {
    const items = complete && value?.kind === 'list' ? value.items : [];
    const first = items[MAX_VALUES];
    const last = items.at(-1);
    if (first && last)
      yield {
        severity: 'info',
        message: `Only the first ${MAX_VALUES} of the ${numberText(items.length)} values of \`${key.text}\` are checked. Split the sweep to check the others.`,
        span: shift(span(first.span.start, last.span.end), at),
      };
  }
}

function* uncheckedRuns(context: FileContext): Iterable<Report> {
  const swept = checkedRuns(context).unchecked?.swept;
  if (swept)
    yield {
      severity: 'info',
      message: `The runs from \`${swept.name} = ${shownValue(swept.value)}\` on are not checked with their model, because this sweep has more than 100,000 layers in total. Split the sweep to check them.`,
      span: swept.span,
    };
}
