// Compares the number of feature columns in the data with the input of the model that is trained on it.
// Text columns are one-hot encoded, so features can be counted only if every feature column is numeric.
import { fix } from '../../text/diagnostic';
import { type Span, shift } from '../../text/span';
import type { Check, Report } from '../check';
import { type Features, trainedFeatures } from '../data/features';
import type { SyntaxTree, Value } from '../syntax/ast';
import { inRun, type Run, runsOf, runsThatDiffer } from '../training/runs';
import { type TrainTarget, valueOfKey } from '../training/trainTarget';
import { bindLayer } from '../types/layers';

/** The data has more or fewer features than the model takes. */
export const csvFeatures: Check = {
  code: 'csv-features',
  severity: 'warning',
  stage: 'shapes',
  summary:
    'All feature columns of the CSV file (every column but the target) are numeric in the rows that were read, and there are more or fewer of them than the model takes.',
  example:
    'dataset Rows:\n    source = csv("rows.csv")\n    target = "y"\n\nmodel Net:\n    input 9\n    dense 1 linear\n\ntrain:\n    model = Net\n    data = Rows\n',
  fix: 'Correct the number of the `input` layer.',
  *data({ tree, scope, data }) {
    const runs = runsOf({ tree, scope });
    const features = runs[0] && trainedFeatures(runs[0], scope, data);
    if (!features) return;
    for (const run of runsThatDiffer(runs, r => [r.shape?.layers[0]?.width])) {
      const found = report(run, tree, features);
      if (found) yield found;
    }
  },
};

function report(run: Run, tree: SyntaxTree, features: Features): Report | undefined {
  const input = run.shape?.layers[0];
  if (!run.model || input?.layer.name.text !== 'input' || input.width === undefined) return undefined;
  if (features.count === input.width) return undefined;
  const takes = `${inRun(run)}\`${run.model.name}\` takes ${input.width} ${input.width === 1 ? 'feature' : 'features'}`;
  const has =
    features.count === 0
      ? 'has no feature column: its only column is the target'
      : `has ${features.count} feature ${features.count === 1 ? 'column' : 'columns'}, ${features.evidence}`;
  const message = `${takes}, but the dataset \`${features.name}\` ${has}.`;
  return { message, ...(run.swept ? { span: run.swept.span } : placeOf(run, tree, features.count)) };
}

// The number after `input` if the spec itself defines the model, otherwise the name of the model in the train block.
function placeOf(
  { train, model, shape }: TrainTarget,
  tree: { items: readonly { at: number; item: unknown }[] },
  count: number,
) {
  const layer = shape?.layers[0]?.layer;
  const modelAt = model?.file ? undefined : tree.items.find(p => p.item === model?.block)?.at;
  const name = valueOfKey(train.item, 'model');
  if (modelAt === undefined || !layer) return { span: shift(name?.span ?? train.item.header.span, train.at) };
  const written = bindLayer(layer)?.bound.find(b => b.arg.name === 'n')?.value;
  const span = shift(written?.span ?? layer.span, modelAt);
  return { span, fixes: fixesFor(written, span, count) };
}

const fixesFor = (written: Value | undefined, span: Span, count: number): NonNullable<Report['fixes']> =>
  written?.kind === 'int' && count > 0 ? [fix(`Change to \`${count}\``, span, String(count), false)] : [];
