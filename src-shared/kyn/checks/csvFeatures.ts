// The number of features of the data against the input of the model that is trained on it.
// Text columns are one-hot encoded, so columns can be counted only where every feature is a number.
import { type Span, shift } from '../../text/span';
import type { Value } from '../ast';
import { type Check, fix, type Report } from '../check';
import type { CsvHead } from '../csvHead';
import type { Data } from '../data';
import { sourceOf, targetOf } from '../datasetText';
import { bindLayer } from '../layers';
import { type Declaration, resolved, type Scope } from '../scope';
import { type Trained, trained, valueOfKey } from '../trained';

/** All features are numbers, and there are more or fewer of them than the model takes. */
export const csvFeatures: Check = {
  code: 'csv-features',
  severity: 'warning',
  stage: 'shapes',
  summary:
    'All feature columns of the CSV file (all but the target) are numbers in the rows that were looked at, and there are more or fewer of them than the model takes.',
  example:
    'dataset Rows:\n    source = csv("rows.csv")\n    target = "y"\n\nmodel Net:\n    input 9\n    dense 1 linear\n\ntrain:\n    model = Net\n    data = Rows\n',
  cure: 'Correct the number of the `input` layer.',
  *data({ tree, scope, data }) {
    const found = trained({ tree, scope });
    const wanted = found?.shape?.layers[0];
    if (!found?.model || wanted?.layer.name.text !== 'input' || wanted.width === undefined) return;
    const dataset = trainedOn(found, scope);
    const features = dataset && featuresOf(dataset, scope, data);
    if (!features || features.count === wanted.width) return;
    const message = `${found.model.name} takes ${wanted.width} ${wanted.width === 1 ? 'feature' : 'features'}, and the dataset ${dataset.name} has ${features.count} feature ${features.count === 1 ? 'column' : 'columns'}, ${features.evidence}.`;
    yield { message, ...placeOf(found, tree, features.count) };
  },
};

function trainedOn({ train }: Trained, scope: Scope): Declaration | undefined {
  const written = valueOfKey(train.item, 'data');
  const name = written && resolved(written, scope.params);
  const found = name?.kind === 'name' ? scope.datasets.filter(d => d.name === name.text) : [];
  return found.length === 1 ? found[0] : undefined;
}

function featuresOf(
  { block, file: from }: Declaration,
  { params }: Scope,
  data: Data,
): { readonly count: number; readonly evidence: string } | undefined {
  const source = sourceOf(block, params);
  const target = targetOf(block, params);
  const file = source && data.find(source.value, from?.id);
  if (!target || file?.state !== 'found' || !file.head) return undefined;
  return countOf(file.head, target.value);
}

// Undefined where it cannot be told: a text column, a column without a value, rows of other lengths, a name that stands twice.
function countOf({ columns, sample }: CsvHead, target: string) {
  if (!columns.includes(target) || new Set(columns).size < columns.length) return undefined;
  const { rows, whole, even, numeric } = sample();
  if (!even || rows === 0 || columns.some((name, i) => name !== target && !numeric[i])) return undefined;
  const where = whole ? '' : ` in the first ${rows.toLocaleString('en-US')} rows`;
  return { count: columns.length - 1, evidence: `all numbers${where}` };
}

// The number behind `input` where the model is the spec's own, else the name of the model in the train block.
function placeOf(
  { train, model, shape }: Trained,
  tree: { items: readonly { at: number; item: unknown }[] },
  count: number,
) {
  const layer = shape?.layers[0]?.layer;
  const own = model?.file ? undefined : tree.items.find(p => p.item === model?.block)?.at;
  const name = valueOfKey(train.item, 'model');
  if (own === undefined || !layer) return { span: shift(name?.span ?? train.item.header.span, train.at) };
  const written = bindLayer(layer)?.bound.find(b => b.arg.name === 'n')?.value;
  const span = shift(written?.span ?? layer.span, own);
  return { span, fixes: fixesFor(written, span, count) };
}

const fixesFor = (written: Value | undefined, span: Span, count: number): NonNullable<Report['fixes']> =>
  written?.kind === 'int' && count > 0 ? [fix(`Change to ${count}`, span, String(count), false)] : [];
