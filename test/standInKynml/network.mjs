// A small fully connected network: layers of numbers, a forward pass, gradients of the squared error, and two optimizers.
import { normal } from '../../scripts/example/rng.mjs';

/** Activations: the function, and its derivative as a function of the function's value. */
export const ACTIVATIONS = {
  linear: { of: x => x, slope: () => 1 },
  relu: { of: x => Math.max(x, 0), slope: y => (y > 0 ? 1 : 0) },
  sigmoid: { of: x => 1 / (1 + Math.exp(-x)), slope: y => y * (1 - y) },
  tanh: { of: Math.tanh, slope: y => 1 - y * y },
};

/** A dense layer with He-scaled random weights, row by row for each unit, and zero biases. */
export function denseLayer({ inputs, units, activation }, next) {
  const scale = Math.sqrt(2 / inputs);
  const weights = Float64Array.from({ length: inputs * units }, () => scale * normal(next));
  return { inputs, units, activation: ACTIVATIONS[activation], weights, biases: new Float64Array(units) };
}

/** The output of each layer for one row: the row itself first, the prediction last. */
export function forward(layers, row) {
  const outputs = [row];
  for (const layer of layers) outputs.push(layerForward(layer, outputs[outputs.length - 1]));
  return outputs;
}

function layerForward({ inputs, units, activation, weights, biases }, row) {
  const result = new Float64Array(units);
  for (let u = 0; u < units; u++) {
    let sum = biases[u];
    for (let i = 0; i < inputs; i++) sum += weights[u * inputs + i] * row[i];
    result[u] = activation.of(sum);
  }
  return result;
}

/** Zero gradients: an array for the weights and one for the biases of each layer. */
export const emptyGradients = layers =>
  layers.flatMap(layer => [new Float64Array(layer.weights.length), new Float64Array(layer.units)]);

/** Adds the gradients of one row; `error` is the derivative of the loss with respect to the prediction. */
export function backward({ layers, outputs, gradients }, error) {
  let delta = error;
  for (let l = layers.length - 1; l >= 0; l--) {
    delta = layerBackward({ layer: layers[l], row: outputs[l], answer: outputs[l + 1] }, delta, gradients.slice(2 * l));
  }
}

function layerBackward({ layer, row, answer }, delta, [weightGradient, biasGradient]) {
  const { inputs, units, activation, weights } = layer;
  const back = new Float64Array(inputs);
  for (let u = 0; u < units; u++) {
    const d = delta[u] * activation.slope(answer[u]);
    biasGradient[u] += d;
    for (let i = 0; i < inputs; i++) {
      weightGradient[u * inputs + i] += d * row[i];
      back[i] += d * weights[u * inputs + i];
    }
  }
  return back;
}

/** Optimizers: each creates a function that updates weights and biases with their gradients. */
export const OPTIMIZERS = {
  sgd: (layers, lr) => gradients => {
    numbersOf(layers).forEach((numbers, n) => {
      for (let i = 0; i < numbers.length; i++) numbers[i] -= lr * gradients[n][i];
    });
  },
  adam: (layers, lr) => {
    const first = emptyGradients(layers);
    const second = emptyGradients(layers);
    let step = 0;
    return gradients => {
      step++;
      const rate = (lr * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
      numbersOf(layers).forEach((numbers, n) => {
        adamStep({ numbers, gradient: gradients[n], first: first[n], second: second[n] }, rate);
      });
    };
  },
};

const numbersOf = layers => layers.flatMap(layer => [layer.weights, layer.biases]);

function adamStep({ numbers, gradient, first, second }, rate) {
  for (let i = 0; i < numbers.length; i++) {
    first[i] = 0.9 * first[i] + 0.1 * gradient[i];
    second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
    numbers[i] -= (rate * first[i]) / (Math.sqrt(second[i]) + 1e-8);
  }
}
