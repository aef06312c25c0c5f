// Metrics compared with sklearn, on random outputs: for two classes those of class 1, for more the mean over the classes.
import { expect, test } from 'vitest';
import type { LossName, MetricName } from '../../../../src-shared/kyn/compile/plan';
import { trainingScript } from '../../../../src-shared/kyn/compile/script/trainingScript';
import { askPython } from '../../../python/askPython';
import { planWith } from './plans';

const OF_NUMBERS: readonly MetricName[] = ['mae', 'mse', 'rmse', 'r2'];
const OF_CLASSES: readonly MetricName[] = ['accuracy', 'precision', 'recall', 'f1'];

const cases: readonly (readonly [loss: LossName, outputs: number])[] = [
  ['mse', 1],
  ['bce', 1],
  ['bce_with_logits', 1],
  ['cross_entropy', 2],
  ['cross_entropy', 5],
  ['nll', 4],
];

const COMPARE = `
import math, os, runpy, tempfile, warnings
import numpy as np, torch
from sklearn import metrics as sk
warnings.simplefilter("error")
folder = tempfile.TemporaryDirectory()
path = os.path.join(folder.name, "train.py")

# The outputs of a network, the targets, and the predicted and the true values.
def sample(loss, outputs, rows):
    raw = torch.randn(rows, outputs)
    if loss == "mse":
        targets = torch.randint(-2, 3, (rows, 1)).float()
        return raw * 2, targets, raw * 2, targets
    if loss in ("bce", "bce_with_logits"):
        targets, chance = torch.randint(0, 2, (rows, 1)).float(), torch.sigmoid(raw.double())
        return torch.sigmoid(raw) if loss == "bce" else raw, targets, (chance > 0.5).int().ravel(), targets.int().ravel()
    targets, best = torch.randint(0, outputs, (rows,)), raw.argmax(dim=1)
    return raw, targets, best, targets

def number_scores(value, truth):
    value, truth = value.double().numpy(), truth.double().numpy()
    spread = np.sum((truth - truth.mean()) ** 2)
    return {
        "mae": sk.mean_absolute_error(truth, value), "mse": sk.mean_squared_error(truth, value),
        "rmse": math.sqrt(sk.mean_squared_error(truth, value)),
        "r2": sk.r2_score(truth.ravel(), value.ravel()) if spread else float(np.array_equal(truth, value)),
    }

def class_scores(predicted, actual, is_binary):
    options = dict(average="binary" if is_binary else "macro", zero_division=0)
    return {
        "accuracy": sk.accuracy_score(actual, predicted), "precision": sk.precision_score(actual, predicted, **options),
        "recall": sk.recall_score(actual, predicted, **options), "f1": sk.f1_score(actual, predicted, **options),
    }

def compare(loss, outputs, script):
    open(path, "w").write(script)
    module = runpy.run_path(path, run_name="library")
    wrong = []
    for rows in [2, 3, 5, 50] * 10:
        given, targets, value, truth = sample(loss, outputs, rows)
        expected = number_scores(value, truth) if loss == "mse" else class_scores(value, truth, outputs <= 2)
        found = module["metrics_of"](given, targets)
        if list(found) != list(expected) or any(type(v) is not float for v in found.values()):
            wrong.append(list(found))
        wrong += [[name, rows, found[name], expected[name]] for name in expected if not math.isclose(found[name], expected[name], rel_tol=1e-6, abs_tol=1e-9)]
    return wrong

torch.manual_seed(input["seed"])
output = [compare(*item) for item in input["items"]]
`;

test('metrics equal those of sklearn', { timeout: 120_000 }, context => {
  const items = cases.map(([loss, outputs]) => {
    const plan = planWith({ model: { outputs }, train: { loss }, metrics: loss === 'mse' ? OF_NUMBERS : OF_CLASSES });
    return [loss, outputs, trainingScript(plan)];
  });
  const modules = ['torch', 'numpy', 'sklearn'];
  const wrong = askPython<unknown[][]>(context, COMPARE, { items, seed: 1 }, { modules });
  expect(wrong).toEqual(cases.map(() => []));
});
