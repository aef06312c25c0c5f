// The data file that a spec trains on: the csv(...) of the dataset in its train block.

import type { Analysis } from '../../kyn/analyze';
import { sourceOf } from '../../kyn/data/datasetText';
import { blocksOf, type Declaration, type Params, type Scope } from '../../kyn/names/scope';
import type { Value } from '../../kyn/syntax/ast';
import { valueOfKey, wordOfKey } from '../../kyn/training/trainTarget';

/** The path of a data file as written. `from`: the imported file that defines the dataset; absent for the spec itself. */
export interface TrainedData {
  readonly written: string;
  readonly from?: string;
}

// It is not documented which params apply in a dataset of an imported file, so a path that uses one is unknown.
const NO_PARAMS: Params = { block: undefined, values: new Map(), complete: false };

/**
 * Whether the data of a spec can be more than one file: a sweep changes a param that the dataset or its path uses. A param in a list or a call counts
 * like any other.
 */
export function isDataSwept({ tree, scope }: Pick<Analysis, 'tree' | 'scope'>): boolean {
  const axes = new Set(blocksOf(tree, 'sweep').flatMap(({ item }) => item.entries.map(e => e.key.text)));
  if (axes.size === 0) return false;
  const train = blocksOf(tree, 'train')[0]?.item;
  const sources = blocksOf(tree, 'dataset').map(({ item }) => valueOfKey(item, 'source'));
  const names = paramsIn([train && valueOfKey(train, 'data'), ...sources], scope.params);
  return [...names].some(name => axes.has(name));
}

// The params that values use, also through other params. A chain of params may be long, and a param may name itself.
function paramsIn(values: readonly (Value | undefined)[], params: Params): ReadonlySet<string> {
  const names = new Set<string>();
  const pending = [...values];
  for (let value = pending.pop(); pending.length > 0 || value; value = pending.pop()) {
    if (value?.kind === 'list') for (const item of value.items) pending.push(item);
    else if (value?.kind === 'call') for (const arg of value.args) pending.push(arg.value);
    else if (value?.kind === 'param' && !names.has(value.name)) {
      names.add(value.name);
      pending.push(params.values.get(value.name));
    }
  }
  return names;
}

/** The data that a spec trains on; undefined where it is unknown. Values from the command line are not available here. */
export function trainedData({ tree, scope }: Pick<Analysis, 'tree' | 'scope'>): TrainedData | undefined {
  const train = blocksOf(tree, 'train')[0]?.item;
  const name = train && wordOfKey(train, 'data', scope.params);
  const dataset = name === undefined ? undefined : declaredDataset(scope, name);
  const source = dataset && sourceOf(dataset.block, dataset.file ? NO_PARAMS : scope.params);
  return source && { written: source.value, ...(dataset?.file && { from: dataset.file.id }) };
}

// If two datasets have the same name, it is unknown which one is used.
function declaredDataset({ declared }: Scope, name: string): Declaration | undefined {
  const [first, ...more] = declared.named('dataset', name);
  return more.length === 0 ? first : undefined;
}
