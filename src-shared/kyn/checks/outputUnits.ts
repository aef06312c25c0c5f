// The width of a model's output against the loss that it is trained with.
import { shift } from '../../text/span';
import type { Check, Report } from '../check';
import type { SyntaxTree } from '../syntax/ast';
import { lossChange, outputChange } from '../training/outputLayer';
import { inRun, type Run, runsOf, runsThatDiffer } from '../training/runs';
import { valueOfKey, wordOfKey } from '../training/trainTarget';

interface Need {
  readonly fits: (units: number) => boolean;
  readonly text: string;
  /** The fewest units that fit, and the loss for models that do not. */
  readonly units: number;
  readonly other: string;
}

const NEEDS: Readonly<Record<string, Need>> = {
  bce: { fits: units => units === 1, text: 'exactly 1 output unit', units: 1, other: 'cross_entropy' },
  cross_entropy: { fits: units => units >= 2, text: 'at least 2 output units', units: 2, other: 'bce' },
  nll: { fits: units => units >= 2, text: 'at least 2 output units', units: 2, other: 'bce' },
};

/** A loss asks for another number of output units than the model has. */
export const outputUnits: Check = {
  code: 'output-units',
  severity: 'error',
  stage: 'shapes',
  summary:
    'A loss asks for another number of output units than the model has: `bce` for 1, `cross_entropy` and `nll` for 2 or more.',
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
    message: `${inRun(run)}${loss} needs ${needs.text}, and the model ${run.model.name} ends with ${units}.`,
    span: run.swept?.span ?? shift(value.span, run.train.at),
    fixes: run.swept ? [] : cures(run, needs, tree),
  };
}

const cures = (run: Run, { units, other }: Need, tree: SyntaxTree) => [
  ...outputChange(tree, run, {
    argument: 'units',
    value: String(units),
    title: `Give the output ${units === 1 ? '1 unit' : `${units} units`}`,
  }),
  ...lossChange(run.train, other),
];
