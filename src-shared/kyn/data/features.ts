// The number of features in the data of a training.
// Text columns are one-hot encoded, so the features can be counted only if every feature column is numeric.

import { numberText } from '../../text/numberText';
import type { Declaration, Scope } from '../names/scope';
import { type TrainTarget, wordOfKey } from '../training/trainTarget';
import type { CsvHead } from './csvHead';
import type { Data } from './data';
import { sourceOf, targetOf } from './datasetText';

/** The features of a dataset. */
export interface Features {
  /** The name of the dataset. */
  readonly name: string;
  readonly count: number;
  /** Why the count is reliable; follows the number in a message. */
  readonly evidence: string;
}

/** The features of the dataset that is trained on; undefined if they cannot be counted. */
export function trainedFeatures(found: TrainTarget, scope: Scope, data: Data): Features | undefined {
  const dataset = trainedOn(found, scope);
  const features = dataset && featuresOf(dataset, scope, data);
  return dataset && features && { name: dataset.name, ...features };
}

function trainedOn({ train }: TrainTarget, scope: Scope): Declaration | undefined {
  const name = wordOfKey(train.item, 'data', scope.params);
  const found = name === undefined ? [] : scope.declared.named('dataset', name);
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

// Undefined if the count is uncertain: a text column, a column without values, rows of different lengths, a duplicate
// column name.
function countOf({ columns, sample }: CsvHead, target: string) {
  if (!columns.includes(target) || new Set(columns).size < columns.length) return undefined;
  const { rows, whole, even, numeric } = sample();
  if (!even || rows === 0 || columns.some((name, i) => name !== target && !numeric[i])) return undefined;
  const where = whole ? '' : ` in the first ${rows === 1 ? 'row' : `${numberText(rows)} rows`}`;
  return { count: columns.length - 1, evidence: `all numbers${where}` };
}
