// Reports the loss cross_entropy for a model that already ends with softmax or log_softmax.
import { shift } from '../../text/span';
import type { Check, Report } from '../check';
import type { SyntaxTree } from '../syntax/ast';
import { lossChange, outputChange } from '../training/outputLayer';
import { inRun, type Run, runsOf, runsThatDiffer } from '../training/runs';
import { valueOfKey, wordOfKey } from '../training/trainTarget';

/** `cross_entropy` applies softmax, and so does the output layer. */
export const softmaxLoss: Check = {
  code: 'softmax-loss',
  severity: 'warning',
  stage: 'shapes',
  summary:
    '`cross_entropy` already applies softmax, so an output layer with `softmax` or `log_softmax` applies it twice.',
  example: 'model Net:\n    input 4\n    dense 3 softmax\n\ntrain:\n    model = Net\n    loss = cross_entropy\n',
  fix: 'Use `linear` on the output layer, or the loss `nll` after `log_softmax`.',
  *file(context) {
    for (const run of runsThatDiffer(runsOf(context), about)) {
      const found = report(run, context.tree);
      if (found) yield found;
    }
  },
};

const lossOf = ({ train, scope }: Run): string | undefined => wordOfKey(train.item, 'loss', scope.params);

const activationOf = ({ shape }: Run): string | undefined =>
  shape?.layers.findLast(l => l.activation !== undefined)?.activation;

const about = (run: Run) => [lossOf(run), activationOf(run)];

function report(run: Run, tree: SyntaxTree): Report | undefined {
  const activation = activationOf(run);
  const value = valueOfKey(run.train.item, 'loss');
  if (!value || lossOf(run) !== 'cross_entropy') return undefined;
  if (activation !== 'softmax' && activation !== 'log_softmax') return undefined;
  return {
    message: `${inRun(run)}\`cross_entropy\` already applies softmax, but the model ends with \`${activation}\`; use \`linear\` there.`,
    span: run.swept?.span ?? shift(value.span, run.train.at),
    fixes: run.swept
      ? []
      : [
          ...outputChange(tree, run, { argument: 'activation', value: 'linear', title: 'Change to `linear`' }),
          ...(activation === 'log_softmax' ? lossChange(run.train, 'nll') : []),
        ],
  };
}
