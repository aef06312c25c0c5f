// The metrics of the test part.
import { type Code, join, python } from '../../../python/code';
import { list, stringLiteral } from '../../../python/literals';
import type { LossName, MetricName, TrainingPlan } from '../plan';
import { isBinary } from './needs';

/** The function that computes the metrics; none without metrics. */
export function metrics(plan: TrainingPlan): Code | undefined {
  if (plan.metrics.length === 0) return undefined;
  const needsScores = plan.metrics.some(name => SCORES.includes(name));
  return join([metricsOf(plan, needsScores), needsScores && scores(plan), plan.metrics.includes('r2') && r2], 2);
}

const SCORES: readonly MetricName[] = ['precision', 'recall', 'f1'];

// The plan has only metrics that fit the loss: of numbers for `mse`, of classes for the others.
const metricsOf = ({ train, metrics: names }: TrainingPlan, needsScores: boolean): Code => python`
  def metrics_of(outputs, targets):
      """The metrics of the evaluate block. NaN in the outputs gives NaN, without a warning of numpy."""
      ${train.loss !== 'mse' && notANumber(names)}
      ${COMPARED[train.loss]}
      ${needsScores && python`precision, recall, f1 = scores_of(predicted, actual)`}
      with np.errstate(all="ignore"):
          ${train.loss === 'mse' && python`error = value - truth`}
          return {
              ${join(
                names.map(name => python`${stringLiteral(name)}: float(${VALUES[name]}),`),
                0,
              )}
          }
`;

// Each comparison with NaN is false, so that it would count as a class.
const notANumber = (names: readonly MetricName[]): Code => python`
  if torch.isnan(outputs).any():
      return dict.fromkeys(${list(names.map(stringLiteral))}, math.nan)
`;

const OF_BEST_OUTPUT = python`predicted, actual = outputs.argmax(dim=1).numpy(), targets.numpy()`;

// What the metrics compare.
const COMPARED: Readonly<Record<LossName, Code>> = {
  mse: python`value, truth = outputs.double().numpy(), targets.double().numpy()`,
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

const scores = ({ train, model }: TrainingPlan): Code =>
  isBinary(train.loss) || model.outputs === 2 ? ofClassOne : macro;

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
      total = np.sum((truth - truth.mean()) ** 2)
      if total == 0:
          return 0.0 if np.sum(error ** 2) != 0 else 1.0
      return 1 - np.sum(error ** 2) / total
`;
