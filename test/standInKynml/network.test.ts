// The trainer of the stand-in: its gradients are those of the loss, and its JSON has the form that Python gives it.
import { describe, expect, test } from 'vitest';

interface Layer {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}
interface Network {
  denseLayer(shape: { inputs: number; units: number; activation: string }, next: () => number): Layer;
  forward(layers: readonly Layer[], row: readonly number[]): ArrayLike<number>[];
  emptyGradients(layers: readonly Layer[]): Float64Array[];
  backward(
    at: { layers: readonly Layer[]; outputs: ArrayLike<number>[]; gradients: Float64Array[] },
    error: number[],
  ): void;
}
const load = async (name: string) => import(new URL(`./${name}.mjs`, import.meta.url).href);
const network: Network = await load('network');
const { uniform }: { uniform(seed: number): () => number } = await load('../../scripts/example/rng');
const { pythonJson, PythonFloat }: { pythonJson(value: unknown): string; PythonFloat: new (n: number) => object } =
  await load('pythonJson');

const ROW = [0.3, -1.2, 2];
const TRUTH = 0.7;

describe.each(['linear', 'relu', 'sigmoid', 'tanh'])('with %s', activation => {
  test('the gradient of each number is the slope of the loss', () => {
    const next = uniform(5);
    const shapes = [
      { inputs: 3, units: 4, activation },
      { inputs: 4, units: 1, activation: 'linear' },
    ];
    const layers = shapes.map(shape => network.denseLayer(shape, next));
    const answer = () => network.forward(layers, ROW).at(-1)?.[0] ?? Number.NaN;
    const gradients = network.emptyGradients(layers);
    network.backward({ layers, outputs: network.forward(layers, ROW), gradients }, [2 * (answer() - TRUTH)]);
    const numbers = layers.flatMap(layer => [layer.weights, layer.biases]);
    for (const [n, list] of numbers.entries()) {
      for (const i of list.keys())
        expect(gradients[n]?.[i]).toBeCloseTo(
          slope(list, i, () => (answer() - TRUTH) ** 2),
          5,
        );
    }
  });
});

function slope(list: Float64Array, i: number, loss: () => number): number {
  const step = 1e-6;
  const kept = list[i] ?? 0;
  list[i] = kept + step;
  const above = loss();
  list[i] = kept - step;
  const below = loss();
  list[i] = kept;
  return (above - below) / (2 * step);
}

test.each([
  [3, '3.0'],
  [-0, '-0.0'],
  [0.1, '0.1'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1.5e-7, '1.5e-07'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e+16'],
  [-1.25e300, '-1.25e+300'],
  [Number.NaN, 'NaN'],
  [-Infinity, '-Infinity'],
])('Python writes the float %d as %s', (number, text) => {
  expect(pythonJson(new PythonFloat(number))).toBe(text);
});

test('Python sorts keys, indents by two and escapes what is not ASCII', () => {
  expect(pythonJson({ b: [1, {}, []], a: { é: null, c: '\u007f\u{1f600}"' } })).toBe(
    '{\n  "a": {\n    "c": "\\u007f\\ud83d\\ude00\\"",\n    "\\u00e9": null\n  },\n  "b": [\n    1,\n    {},\n    []\n  ]\n}',
  );
});
