// The whole text of two scripts, so that a reviewer reads what users get.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TrainingPlan } from '../../../../src-shared/kyn/compile/plan';
import { trainingScript } from '../../../../src-shared/kyn/compile/script/trainingScript';
import { largePlan, planWith } from './plans';

const plans: readonly (readonly [name: string, plan: TrainingPlan])[] = [
  ['small', planWith()],
  ['large', largePlan],
];

test.each(plans)('the %s script is the one that was reviewed', async (name, plan) => {
  await expect(trainingScript(plan)).toMatchFileSnapshot(join(import.meta.dirname, 'reviewed', `${name}.py`));
});

test.each(plans)('the %s script is ASCII in lines of at most 120 characters', (_, plan) => {
  const text = trainingScript(plan);
  expect(text).toMatch(/^[\n -~]*$/);
  expect(text.split('\n').filter(line => line.length > 120 || line.endsWith(' '))).toEqual([]);
});

test.each(plans)('the same plan gives the same text', (_, plan) => {
  expect(trainingScript(structuredClone(plan))).toBe(trainingScript(plan));
});

const parts: readonly (readonly [part: string, word: string, plan: TrainingPlan])[] = [
  ['a scaler', 'scaler', planWith()],
  ['an autocast', 'autocast', planWith()],
  ['an export', 'export', planWith()],
  ['a checkpoint', 'state_bytes', planWith()],
  ['a sweep', 'sweep', largePlan],
  ['normalization', 'def normalize', planWith()],
  ['a seed', 'import random', planWith({ data: { shuffle: false }, train: { seed: null } })],
  ['workers', 'worker', planWith()],
  ['metrics', 'metrics_of', planWith({ metrics: [] })],
  ['the number of outputs', 'OUTPUTS', planWith()],
  ['classes', 'predicted', planWith({ metrics: ['mae', 'mse', 'rmse', 'r2'] })],
  ['numbers', 'error =', planWith({ model: { outputs: 3 }, train: { loss: 'nll' }, metrics: ['accuracy', 'f1'] })],
  ['compilation', 'torch.compile', planWith()],
  ['a test for batches of one row', 'drop_last', planWith()],
];

test.each(parts)('a plan without it has no code for %s', (_, word, plan) => {
  expect(
    trainingScript(plan)
      .split('\n')
      .filter(line => line.includes(word)),
  ).toEqual([]);
});
