// The metrics of the test part.
import { type Code, join, python } from '../../../python/code';
import { stringLiteral } from '../../../python/literals';
import type { LossName, MetricName, TrainingPlan } from '../plan';
import { classMetrics, isBinary, numberMetrics } from './needs';

/** The function that computes the metrics; none without metrics. */
export function metrics(plan: TrainingPlan): Code | undefined {
  if (plan.metrics.length === 0) return undefined;
  const [ofClasses, ofNumbers] = [classMetrics(plan), numberMetrics(plan)];
  const needsScores = ofClasses.some(name => name !== 'accuracy');
  return join([metricsOf(plan, ofClasses, ofNumbers), needsScores && scores(plan), ofNumbers.includes('r2') && r2], 2);
}

function metricsOf(plan: TrainingPlan, ofClasses: readonly MetricName[], ofNumbers: readonly MetricName[]): Code {
  const { loss } = plan.train;
  return python`
    def metrics_of(outputs, targets):
        """The metrics of the evaluate block. NaN in the outputs gives NaN, without a warning of numpy."""
        ${ofNumbers.length > 0 && NUMBERS[loss]}
        ${ofClasses.length > 0 && CLASSES[loss]}
        ${ofClasses.some(name => name !== 'accuracy') && python`precision, recall, f1 = scores_of(predicted, actual)`}
        with np.errstate(all="ignore"):
            ${ofNumbers.length > 0 && python`error = value - truth`}
            return {
                ${join(
                  [...new Set(plan.metrics)].map(name => python`${stringLiteral(name)}: float(${VALUES[name]}),`),
                  0,
                )}
            }
  `;
}

const OF_CLASS_NUMBERS = python`
  # The error of a class is the distance between its number and the right one.
  value, truth = outputs.argmax(dim=1).double().numpy(), targets.double().numpy()
`;

const NUMBERS: Readonly<Record<LossName, Code>> = {
  mse: python`value, truth = outputs.double().numpy(), targets.double().numpy()`,
  bce: python`value, truth = outputs.double().numpy(), targets.double().numpy()`,
  bce_with_logits: python`value, truth = torch.sigmoid(outputs.double()).numpy(), targets.double().numpy()`,
  cross_entropy: OF_CLASS_NUMBERS,
  nll: OF_CLASS_NUMBERS,
};

const OF_BEST_OUTPUT = python`predicted, actual = outputs.argmax(dim=1).numpy(), targets.numpy()`;

const CLASSES: Readonly<Record<LossName, Code>> = {
  mse: python`
    # A prediction counts as right if it is right after rounding to a whole number.
    predicted, actual = outputs.round().numpy().ravel(), targets.numpy().ravel()
  `,
  bce: python`predicted, actual = (outputs > 0.5).numpy().ravel(), targets.numpy().ravel()`,
  bce_with_logits: python`predicted, actual = (outputs > 0).numpy().ravel(), targets.numpy().ravel()`,
  cross_entropy: OF_BEST_OUTPUT,
  nll: OF_BEST_OUTPUT,
};

const VALUES: Readonly<Record<MetricName, Code>> = {
  mae: python`np.mean(np.abs(error))`,
  mse: python`np.mean(error ** 2)`,
  rmse: python`np.sqrt(np.mean(error ** 2))`,
  r2: python`r2_of(error, truth)`,
  accuracy: python`np.mean(predicted == actual)`,
  precision: python`precision`,
  recall: python`recall`,
  f1: python`f1`,
};

const isOfTwo = ({ train, model }: TrainingPlan): boolean =>
  isBinary(train.loss) || (train.loss !== 'mse' && model.outputs === 2);

const scores = (plan: TrainingPlan): Code => (isOfTwo(plan) ? ofClassOne : macro);

const ofClassOne = python`
  def scores_of(predicted, actual):
      """Precision, recall and F1 of class 1; 0 where the class does not occur."""
      hits = np.sum((predicted == 1) & (actual == 1))
      predictions, occurrences = np.sum(predicted == 1), np.sum(actual == 1)
      precision = hits / predictions if predictions else 0.0
      recall = hits / occurrences if occurrences else 0.0
      f1 = 2 * hits / (predictions + occurrences) if predictions + occurrences else 0.0
      return precision, recall, f1
`;

const macro = python`
  def scores_of(predicted, actual):
      """Precision, recall and F1 as the mean over the classes that occur in the test part (macro)."""
      scores = []
      for name in np.union1d(predicted, actual):
          hits = np.sum((predicted == name) & (actual == name))
          predictions, occurrences = np.sum(predicted == name), np.sum(actual == name)
          precision = hits / predictions if predictions else 0.0
          recall = hits / occurrences if occurrences else 0.0
          f1 = 2 * hits / (predictions + occurrences) if predictions + occurrences else 0.0
          scores.append((precision, recall, f1))
      return np.mean(scores, axis=0)
`;

const r2 = python`
  def r2_of(error, truth):
      """The share of the variance that the network explains. For equal targets it is 1 without errors, otherwise 0."""
      total = np.sum((truth - truth.mean(axis=0)) ** 2)
      if total == 0:
          return 0.0 if np.sum(error ** 2) != 0 else 1.0
      return 1 - np.sum(error ** 2) / total
`;
