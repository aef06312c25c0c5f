// Trains the network of a plan on a table and evaluates it on the held-out rows. Pure: the same plan gives the same digits.
import { uniform } from '../../scripts/example/rng.mjs';
import { backward, denseLayer, emptyGradients, forward, OPTIMIZERS } from './network.mjs';

/**
 * A training plan. `layers` are the dense layers in order.
 * @typedef {{ target: string, split: number, normalize: boolean, shuffle: boolean,
 *   layers: { units: number, activation: string }[], optimizer: { name: string, lr: number },
 *   epochs: number, batch: number, seed: number, metrics: string[] }} Plan
 */

/** Metrics over pairs of prediction and true value. */
export const METRICS = {
  mae: pairs => mean(pairs.map(([answer, truth]) => Math.abs(answer - truth))),
  mse: pairs => mean(pairs.map(([answer, truth]) => (answer - truth) ** 2)),
  rmse: pairs => Math.sqrt(METRICS.mse(pairs)),
  r2: pairs => {
    const centre = mean(pairs.map(([, truth]) => truth));
    return 1 - METRICS.mse(pairs) / mean(pairs.map(([, truth]) => (truth - centre) ** 2));
  },
};

/**
 * Trains and evaluates. `report(epoch, loss)` is called after each epoch.
 * @param {Plan} plan
 * @param {{ columns: string[], rows: number[][] }} table
 * @param {(epoch: number, loss: number) => void} report
 * @returns {Record<string, number>} the metrics of the plan on the held-out rows
 */
export function train(plan, table, report) {
  const next = uniform(plan.seed);
  const { training, held } = prepare(plan, table, next);
  const layers = buildLayers(plan.layers, training[0].row.length, next);
  const move = OPTIMIZERS[plan.optimizer.name](layers, plan.optimizer.lr);
  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    report(epoch, trainEpoch({ layers, move, batch: plan.batch }, training, permutation(training.length, next)));
  }
  const pairs = held.map(({ row, truth }) => [forward(layers, row).at(-1)[0], truth]);
  return Object.fromEntries(plan.metrics.map(name => [name, METRICS[name](pairs)]));
}

/** Splits the rows, separates the target, and scales the features by the training rows. */
function prepare(plan, { columns, rows }, next) {
  const target = columns.indexOf(plan.target);
  const order = plan.shuffle ? permutation(rows.length, next) : rows.map((_, i) => i);
  const examples = order.map(i => ({ row: rows[i].filter((_, c) => c !== target), truth: rows[i][target] }));
  const size = Math.floor(rows.length * plan.split);
  const scale = plan.normalize ? zScore(examples.slice(0, size).map(e => e.row)) : row => row;
  const scaled = examples.map(({ row, truth }) => ({ row: scale(row), truth }));
  return { training: scaled.slice(0, size), held: scaled.slice(size) };
}

/** A function that scales each column to mean 0 and deviation 1, measured on the given rows. */
export function zScore(rows) {
  const columns = rows[0].map((_, c) => rows.map(row => row[c]));
  const means = columns.map(mean);
  const deviations = columns.map((column, c) => Math.sqrt(mean(column.map(x => (x - means[c]) ** 2))) || 1);
  return row => row.map((x, c) => (x - means[c]) / deviations[c]);
}

function buildLayers(layers, width, next) {
  let inputs = width;
  return layers.map(({ units, activation }) => {
    const layer = denseLayer({ inputs, units, activation }, next);
    inputs = units;
    return layer;
  });
}

/** One pass over the training rows; returns the mean squared error before each step. */
function trainEpoch({ layers, move, batch }, examples, order) {
  let loss = 0;
  for (let from = 0; from < order.length; from += batch) {
    const gradients = emptyGradients(layers);
    const chosen = order.slice(from, from + batch);
    for (const i of chosen) {
      const { row, truth } = examples[i];
      const outputs = forward(layers, row);
      const difference = outputs.at(-1)[0] - truth;
      loss += difference ** 2;
      backward({ layers, outputs, gradients }, [(2 * difference) / chosen.length]);
    }
    move(gradients);
  }
  return loss / order.length;
}

const mean = numbers => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/** The numbers 0 to n-1 in a random order (Fisher-Yates shuffle). */
function permutation(n, next) {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
