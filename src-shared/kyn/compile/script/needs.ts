// What a script contains besides what every script contains.
import type { LossName, TrainingPlan } from '../plan';

/** Whether rows are loaded by worker processes. */
export const hasWorkers = ({ data }: TrainingPlan): boolean => Number(data.numWorkers) > 0;

/** Whether the network has a layer that cannot learn from a single row. */
export const hasBatchNorm = ({ model }: TrainingPlan): boolean =>
  model.layers.some(layer => layer.kind === 'batchnorm');

/** Whether the loss has one output for two classes. */
export const isBinary = (loss: LossName): boolean => loss === 'bce' || loss === 'bce_with_logits';

/** Whether the target is the number of a class, of which each has an output. */
export const hasClassNumbers = (loss: LossName): boolean => loss !== 'mse' && !isBinary(loss);
