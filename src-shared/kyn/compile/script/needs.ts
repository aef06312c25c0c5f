// What a script contains besides what every script contains.
import type { LossName, MetricName, TrainingPlan } from '../plan';

/** Whether rows are loaded by worker processes. */
export const hasWorkers = ({ data }: TrainingPlan): boolean => Number(data.numWorkers) > 0;

/** Whether the network has a layer that cannot learn from a single row. */
export const hasBatchNorm = ({ model }: TrainingPlan): boolean =>
  model.layers.some(layer => layer.kind === 'batchnorm');

/** Whether the loss has one output for two classes. */
export const isBinary = (loss: LossName): boolean => loss === 'bce' || loss === 'bce_with_logits';

const OF_CLASSES: readonly MetricName[] = ['accuracy', 'precision', 'recall', 'f1'];

/** The metrics of a plan that compare classes. */
export const classMetrics = ({ metrics }: TrainingPlan): MetricName[] => metrics.filter(m => OF_CLASSES.includes(m));

/** The metrics of a plan that compare numbers. */
export const numberMetrics = ({ metrics }: TrainingPlan): MetricName[] => metrics.filter(m => !OF_CLASSES.includes(m));

/** Whether the shape of the target depends on the number of outputs. */
export const needsOutputs = ({ train, model }: TrainingPlan): boolean =>
  train.loss === 'mse' ? model.outputs > 1 : !isBinary(train.loss);
