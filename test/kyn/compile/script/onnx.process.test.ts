// The ONNX file of a run, read by the package onnx: it is valid, has the documented names, and computes what the trained network computes.
import { expect, test } from 'vitest';
import { dense, type PlanChange, planWith } from './plans';
import { csvOf, numbersFrom, runScripts } from './runScripts';

const random = numbersFrom(11);
const csv = csvOf(
  ['a', 'b', 'price'],
  Array.from({ length: 40 }, (_, i) => [i / 10, random(), random()]),
);

const exported = (change: PlanChange['export'] & object) => ({
  plan: planWith({
    model: { layers: dense(2, 8, 4, 1) },
    train: { epochs: '3' },
    export: change,
  }),
  csv,
});

const INPUTS = 'x = [[0.5, 0.25], [3.0, -1.0], [-2.0, 8.0]]\n';

const PREDICT = `${INPUTS}
import torch
network = module["build_model"]()
network.load_state_dict(torch.load("m.pt"))
answer = network.eval()(torch.tensor(x)).tolist()
`;

// The graph of such a network has only these operators.
const EVALUATE = `${INPUTS}
import numpy as np, onnx
from onnx import numpy_helper
model = onnx.load("m.onnx")
onnx.checker.check_model(model, full_check=True)
graph = model.graph
values = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
values[graph.input[0].name] = np.array(x, dtype=np.float32)
for node in graph.node:
    given = [values[name] for name in node.input]
    if node.op_type == "Gemm":
        flags = {a.name: a.i or a.f for a in node.attribute}
        result = given[0] @ (given[1].T if flags.get("transB") else given[1]) + given[2]
    elif node.op_type == "Relu":
        result = np.maximum(given[0], 0)
    else:
        raise ValueError(node.op_type)
    values[node.output[0]] = result
answer = {"names": [graph.input[0].name, graph.output[0].name], "opset": model.opset_import[0].version,
          "values": values[graph.output[0].name].tolist()}
`;

test('an exported graph is valid and computes what the network computes', { timeout: 60_000 }, context => {
  const [network, graph] = runScripts(
    context,
    [
      { ...exported({ format: 'torch', path: 'm.pt' }), after: PREDICT },
      { ...exported({ format: 'onnx', path: 'm.onnx', inputShape: ['3', '2'], opset: '17' }), after: EVALUATE },
    ],
    ['onnx'],
  ).map(({ answer }) => answer) as [number[][], { names: string[]; opset: number; values: number[][] }];
  expect([graph.names, graph.opset]).toEqual([['input', 'output'], 17]);
  const expected = network.flat();
  expect(new Set(expected).size).toBe(3);
  for (const [i, value] of graph.values.flat().entries()) expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5);
});
