// A dataset block -> the rows to train on. The place of the file is found elsewhere.
import { sourceOf } from '../data/datasetText';
import { flagOf, numberOf, optionalNumber, plannedOnce, textOf, undetermined } from './blockPlan';
import type { DataPlan } from './plan';

/** A dataset without the place of its file. */
export type DatasetPlan = Omit<DataPlan, 'csv'>;

/** The plan of a dataset. */
export const planData = plannedOnce((planned): DatasetPlan | undefined => {
  const { block, params } = planned;
  if (!sourceOf(block, params)) undetermined(planned, 'source');
  const target = textOf(planned, 'target');
  const split = numberOf(planned, 'split');
  const numWorkers = numberOf(planned, 'num_workers');
  // PyTorch rejects it without workers, where it has no effect.
  const prefetch = numWorkers === '0' ? undefined : optionalNumber(planned, 'prefetch');
  const flags = {
    normalize: flagOf(planned, 'normalize'),
    shuffle: flagOf(planned, 'shuffle'),
    pinMemory: flagOf(planned, 'pin_memory'),
  };
  if (target === undefined || split === undefined || numWorkers === undefined) return undefined;
  const name = block.name?.text ?? '';
  return { name, target, split, numWorkers, ...flags, ...(prefetch !== undefined && { prefetch }) };
});
