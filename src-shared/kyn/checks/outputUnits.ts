// Compares the number of output units of a model with the number that its loss requires.
import { shift } from '../../text/span';
import type { Check, Report } from '../check';
import type { SyntaxTree } from '../syntax/ast';
import { lossChange, outputChange } from '../training/outputLayer';
import { inRun, type Run, runsOf, runsThatDiffer } from '../training/runs';
import { valueOfKey, wordOfKey } from '../training/trainTarget';

interface Need {
  readonly fits: (units: number) => boolean;
  readonly text: string;
  /** The smallest number of units that fits, and the loss to use for other numbers. */
  readonly units: number;
  readonly other: string;
}

const NEEDS: Readonly<Record<string, Need>> = {
  bce: { fits: units => units === 1, text: 'exactly 1 output unit', units: 1, other: 'cross_entropy' },
  cross_entropy: { fits: units => units >= 2, text: 'at least 2 output units', units: 2, other: 'bce' },
  nll: { fits: units => units >= 2, text: 'at least 2 output units', units: 2, other: 'bce' },
};

/** A loss requires a different number of output units than the model has. */
export const outputUnits: Check = {
  code: 'output-units',
  severity: 'error',
  stage: 'shapes',
  summary:
    'A loss requires a different number of output units than the model has: `bce` requires 1, `cross_entropy` and `nll` require at least 2.',
  example: 'model Net:\n    input 4\n    dense 2 linear\n\ntrain:\n    model = Net\n    loss = bce\n',
  fix: 'Change the units of the last layer, or the loss.',
  *file(context) {
    for (const run of runsThatDiffer(runsOf(context), about)) {
      const found = report(run, context.tree);
      if (found) yield found;
    }
  },
};

const lossOf = ({ train, scope }: Run): string | undefined => wordOfKey(train.item, 'loss', scope.params);

const about = (run: Run) => [lossOf(run), run.shape?.width];

function report(run: Run, tree: SyntaxTree): Report | undefined {
  const loss = lossOf(run);
  const units = run.shape?.width;
  const needs = loss !== undefined && Object.hasOwn(NEEDS, loss) ? NEEDS[loss] : undefined;
  const value = valueOfKey(run.train.item, 'loss');
  if (!run.model || !needs || !value || units === undefined || needs.fits(units)) return undefined;
  return {
    message: `${inRun(run)}\`${loss}\` needs ${needs.text}, but the model \`${run.model.name}\` ends with ${units}.`,
    span: run.swept?.span ?? shift(value.span, run.train.at),
    fixes: run.swept ? [] : fixesFor(run, needs, tree),
  };
}

const fixesFor = (run: Run, { units, other }: Need, tree: SyntaxTree) => [
  ...outputChange(tree, run, {
    argument: 'units',
    value: String(units),
    title: `Set the output to ${units === 1 ? '1 unit' : `${units} units`}`,
  }),
  ...lossChange(run.train, other),
];
