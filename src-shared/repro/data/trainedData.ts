// Which data file a spec trains on: the csv(...) of the dataset that its train block names.

import type { Analysis } from '../../kyn/analyze';
import { sourceOf } from '../../kyn/data/datasetText';
import { blocksOf, type Declaration, type Params, type Scope } from '../../kyn/names/scope';
import { wordOfKey } from '../../kyn/training/trainTarget';

/** The path of a data file as it is written. `from`: the imported file that holds the dataset, if it is not the spec's own. */
export interface TrainedData {
  readonly written: string;
  readonly from?: string;
}

// Whose params count in a dataset of an imported file is not documented, so a path behind one of them is not told.
const NO_PARAMS: Params = { block: undefined, values: new Map(), complete: false };

/** The data that a spec trains on; undefined where it cannot be told. Values given on the command line are not known here. */
export function trainedData({ tree, scope }: Pick<Analysis, 'tree' | 'scope'>): TrainedData | undefined {
  const train = blocksOf(tree, 'train')[0]?.item;
  const name = train && wordOfKey(train, 'data', scope.params);
  const dataset = name === undefined ? undefined : declared(scope, name);
  const source = dataset && sourceOf(dataset.block, dataset.file ? NO_PARAMS : scope.params);
  return source && { written: source.value, ...(dataset?.file && { from: dataset.file.id }) };
}

// Of two that have one name it is not told which one counts.
function declared({ datasets }: Scope, name: string): Declaration | undefined {
  const [first, ...more] = datasets.filter(d => d.name === name);
  return more.length === 0 ? first : undefined;
}
