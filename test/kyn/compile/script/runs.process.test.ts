// What a run leaves, and which runs are equal: seeds, the order of the batches, exports, checkpoints, events and progress.
import { expect, test } from 'vitest';
import { dense, type PlanChange, planWith } from './plans';
import { csvOf, numbersFrom, runScripts, type ScriptResult, type ScriptRun } from './runScripts';

const random = numbersFrom(7);
const csv = csvOf(
  ['a', 'b', 'price'],
  Array.from({ length: 60 }, (_, i) => [i, random(), random()]),
);

const few = (train: PlanChange['train'] = {}, change: PlanChange = {}): ScriptRun => ({
  plan: planWith({ ...change, train: { epochs: '3', batch: '10', ...train } }),
  csv,
});

// Column `a` of all rows that the network gets, in order.
const RECORD = `
import torch
rows = []
def forward(self, x, original=torch.nn.Sequential.forward):
    rows.append(x[:, 0].tolist())
    return original(self, x)
undo.append(lambda original=torch.nn.Sequential.forward: setattr(torch.nn.Sequential, "forward", original))
torch.nn.Sequential.forward = forward
`;
const recorded = (run: ScriptRun): ScriptRun => ({ ...run, before: RECORD, after: 'answer = rows' });
const rowsOf = (result: ScriptResult | undefined): number[][] => result?.answer as number[][];

const manifestOf = (result: ScriptResult | undefined) => JSON.parse(result?.manifest ?? 'null');
const lossesOf = (result: ScriptResult | undefined) =>
  result?.events.map(({ train_loss, test_loss }) => [train_loss, test_loss]);

test('a seed decides the rows, the batches and the digits of the result', { timeout: 120_000 }, context => {
  const [first, second, other, none, alsoNone, workers, alsoWorkers, ordered] = runScripts(context, [
    recorded(few()),
    recorded(few()),
    recorded(few({ seed: '43' })),
    recorded(few({ seed: null })),
    recorded(few({ seed: null })),
    recorded(few({}, { data: { numWorkers: '2' } })),
    recorded(few({}, { data: { numWorkers: '2' } })),
    recorded(few({}, { data: { shuffle: false } })),
  ]);
  expect(second?.manifest).toBe(first?.manifest);
  expect(lossesOf(second)).toEqual(lossesOf(first));
  expect(second?.answer).toEqual(first?.answer);
  expect(alsoWorkers?.manifest).toBe(workers?.manifest);
  expect(alsoWorkers?.answer).toEqual(workers?.answer);
  for (const [a, b] of [
    [first, other],
    [first, none],
    [none, alsoNone],
  ]) {
    expect(manifestOf(a).metrics).not.toEqual(manifestOf(b).metrics);
    expect(rowsOf(a)).not.toEqual(rowsOf(b));
  }
  expect([first, other, none].map(result => manifestOf(result).seed)).toEqual([42, 43, null]);

  // Each epoch has five batches of the 45 train rows and one of the 15 test rows.
  expect(rowsOf(first).map(rows => rows.length)).toEqual([1, 2, 3].flatMap(() => [10, 10, 10, 10, 5, 15]));
  const epoch = (result: ScriptResult | undefined, at: number) => rowsOf(result).slice(6 * at, 6 * at + 6);
  const all = Array.from({ length: 60 }, (_, i) => i);
  expect(
    epoch(first, 0)
      .flat()
      .sort((a, b) => a - b),
  ).toEqual(all);
  expect(epoch(first, 1).slice(0, 5)).not.toEqual(epoch(first, 0).slice(0, 5));
  expect(epoch(first, 1)[5]).toEqual(epoch(first, 0)[5]);
  expect([0, 1, 2].map(at => epoch(ordered, at).flat())).toEqual([all, all, all]);
});

test('seeds of any size work, and another process gives the same digits', { timeout: 120_000 }, context => {
  const seeds = ['0', '-1', '4294967296', '18446744073709551616', '9'.repeat(30)];
  const list = runScripts(context, [few(), ...seeds.map(seed => few({ seed, deterministic: true }))]);
  const [again] = runScripts(context, [few()]);
  expect(again?.manifest).toBe(list[0]?.manifest);
  expect(list.slice(1).map(result => /"seed": (-?\d+)/.exec(result.manifest ?? '')?.[1])).toEqual(seeds);
});

const PREDICTS = `
import torch
x = torch.tensor([[0.5, 0.25], [3.0, -1.0]])
def loaded():
    network = module["build_model"]()
    network.load_state_dict(torch.load("models/m.pt"))
    return network.eval()
`;

test('an exported network is the trained one', { timeout: 120_000 }, context => {
  const exportTo = (format: 'torch' | 'torchscript', path: string): PlanChange => ({ export: { format, path } });
  const odd = 'models/it\'s "$HOME" \n gr\u00f6\u00dfe.pt';
  const old = (path: string, bytes: string) => `os.makedirs("models"); open("${path}", "wb").write(b"${bytes}")`;
  const [torch, script, onnx, strange, checkpoint, shorter, tooShort] = runScripts(context, [
    { ...few({}, exportTo('torch', 'models/m.pt')), after: `${PREDICTS}\nanswer = loaded()(x).tolist()` },
    {
      ...few({}, exportTo('torchscript', 'models/m.pt')),
      before: old('models/m.pt', 'PK\\x03\\x04 of an earlier run'),
      after: `${PREDICTS}\nanswer = torch.jit.load("models/m.pt")(x).tolist()`,
    },
    {
      ...few({}, { export: { format: 'onnx', path: 'm.onnx', inputShape: ['1', '2'], opset: '13' } }),
      before: old('m.onnx', '\\x08\\x07 of an earlier run'),
      after: 'data = open("m.onnx", "rb").read(); answer = [data[:2].hex(), b"Gemm" in data, b"input" in data]',
    },
    { ...few({}, exportTo('torch', odd)), csvName: 'it\'s "$HOME" \n gr\u00f6\u00dfe.csv' },
    {
      ...few({ epochs: '8', checkpoint: { path: 'models/m.pt', every: '3' } }),
      after: `${PREDICTS}\nanswer = loaded()(x).tolist()`,
    },
    {
      ...few({ epochs: '6' }, exportTo('torch', 'models/m.pt')),
      before: old('models/m.pt', ''),
      after: `${PREDICTS}\nanswer = loaded()(x).tolist()`,
    },
    few({ checkpoint: { path: 'models/m.pt', every: '4' } }),
  ]);
  expect(torch).toMatchObject({
    exitCode: 0,
    stdout: 'Saved model to models/m.pt\n',
    files: ['models/m.pt', 'run_manifest.json'],
  });
  expect(script?.answer).toEqual(torch?.answer);
  expect(script?.stdout).toBe(torch?.stdout);
  expect(onnx).toMatchObject({ exitCode: 0, stdout: 'Saved model to m.onnx\n', answer: ['0807', true, true] });
  expect(strange).toMatchObject({ exitCode: 0, stdout: `Saved model to ${odd}\n`, files: [odd, 'run_manifest.json'] });
  // The last checkpoint of eight epochs is that of the sixth.
  expect(checkpoint).toMatchObject({
    exitCode: 0,
    stdout: '',
    files: ['models/m.pt', 'run_manifest.json'],
    answer: shorter?.answer,
  });
  expect(shorter?.answer).not.toEqual(torch?.answer);
  expect(tooShort?.files).toEqual(['run_manifest.json']);
});

// A scaler whose first scale is too large, as on a GPU with gradients that overflow in fp16.
const OVERFLOW = `
import torch
class Scaler:
    def __init__(self, enabled):
        self.value = 2.0
    def get_scale(self):
        return self.value
    def scale(self, loss):
        return loss
    def step(self, optimizer):
        if self.value < 2:
            optimizer.step()
    def update(self):
        self.value = 1.0
for place in [torch.amp, torch.cuda.amp]:
    undo.append(lambda place=place, now=getattr(place, "GradScaler", None): setattr(place, "GradScaler", now))
    place.GradScaler = Scaler
`;

test('a batch whose gradients overflow in fp16 does not count for the schedule', { timeout: 120_000 }, context => {
  const [result] = runScripts(context, [
    {
      ...few({ precision: 'fp16', scheduler: { name: 'onecycle', maxLr: '0.01' } }),
      before: `${OVERFLOW}
steps = []
def step(self, *rest, original=torch.optim.lr_scheduler.OneCycleLR.step):
    steps.append(self._step_count)
    return original(self, *rest)
undo.append(lambda now=torch.optim.lr_scheduler.OneCycleLR.step: setattr(torch.optim.lr_scheduler.OneCycleLR, "step", now))
torch.optim.lr_scheduler.OneCycleLR.step = step`,
      after: 'answer = len(steps)',
    },
  ]);
  // 3 epochs of 5 batches, and the first step, which the scheduler does when it is made.
  expect([result?.exitCode, result?.answer, result?.warnings]).toEqual([0, 3 * 5, []]);
});

test('PyTorch recommends no other exporter while a network is exported', { timeout: 120_000 }, context => {
  const [result] = runScripts(context, [
    {
      ...few({}, { export: { format: 'onnx', path: 'm.onnx', inputShape: ['1', '2'], opset: '17' } }),
      before: `
import torch, warnings
def export(*rest, original=torch.onnx.export, **options):
    warnings.warn("You are using the legacy export.", DeprecationWarning)
    rest[2].write(b"x")
undo.append(lambda now=torch.onnx.export: setattr(torch.onnx, "export", now))
torch.onnx.export = export`,
    },
  ]);
  expect([result?.exitCode, result?.files, result?.warnings]).toEqual([0, ['m.onnx', 'run_manifest.json'], []]);
});

test('events and progress', { timeout: 120_000 }, context => {
  const [lines, bar, silent, refused] = runScripts(context, [
    few(),
    { ...few(), isTerminal: true },
    { ...few(), before: 'del os.environ["KYNML_EVENTS"]' },
    { ...few(), before: 'os.environ["KYNML_EVENTS"] = "missing/events"' },
  ]);
  const { metrics } = manifestOf(lines);
  const epoch = (n: number) => ({
    event: 'epoch',
    epoch: n,
    train_loss: expect.any(Number),
    test_loss: expect.any(Number),
    seconds: expect.any(Number),
    metrics: { mae: expect.any(Number), rmse: expect.any(Number) },
  });
  expect(lines?.events).toEqual([
    {
      event: 'start',
      epochs: 3,
      config_hash: '0123456789abcdef'.repeat(4),
      pid: expect.any(Number),
      device: 'cpu',
      train_rows: 45,
      test_rows: 15,
    },
    epoch(1),
    epoch(2),
    { ...epoch(3), metrics },
    { event: 'end', status: 'finished', epochs: 3, metrics },
  ]);
  expect(lines?.stderr).toMatch(/^(Epoch [123]\/3: loss \S+, test loss \S+, (?!0\.0 )\d+(?:\.\d+)? s\n){3}$/);
  expect(bar?.stderr).toMatch(
    /^\r\[#{6}-{14}\] epoch 1\/3: .*\x1b\[K\r\[#{13}-{7}\] epoch 2\/3: .*\x1b\[K\r\[#{20}\] epoch 3\/3: .*\x1b\[K\n$/,
  );
  expect(silent).toMatchObject({ exitCode: 0, events: [], files: ['run_manifest.json'] });
  expect(refused?.stderr).toContain('Progress events are no longer written: No such file or directory.\nEpoch 1/3');
  expect(refused).toMatchObject({ exitCode: 0, events: [], files: ['run_manifest.json'], manifest: lines?.manifest });
});

test('a training without progress ends early', { timeout: 120_000 }, context => {
  const earlyStop = { patience: '2', minDelta: '1000000' };
  const [stopped, last] = runScripts(context, [few({ epochs: '9', earlyStop }), few({ epochs: '3', earlyStop })]);
  // The first epoch is better than none by any amount.
  expect(stopped?.events.at(-1)).toMatchObject({ event: 'end', epochs: 3 });
  expect(stopped?.stderr).toContain('Stopped after epoch 3: the loss of the test part did not fall for 2 epochs.\n');
  expect(stopped?.events).toHaveLength(5);
  expect(manifestOf(stopped).metrics).toEqual(manifestOf(last).metrics);
  expect(last?.stderr).not.toContain('Stopped');
});

// All weights are NaN from the start.
const NOT_A_NUMBER = `
import torch
def fill(self):
    for parameter in self.parameters():
        torch.nn.init.constant_(parameter, float("nan"))
undo.append(lambda original=torch.nn.Linear.reset_parameters: setattr(torch.nn.Linear, "reset_parameters", original))
torch.nn.Linear.reset_parameters = fill
`;

test('a diverged training goes on to its end', { timeout: 120_000 }, context => {
  const sigmoid = { kind: 'activation', name: 'sigmoid' } as const;
  const rows = Array.from({ length: 60 }, (_, i) => [i, random(), i % 2]);
  const layers = dense(2, 16, 1, sigmoid);
  const [plain, bce] = runScripts(context, [
    few({ optimizer: { name: 'sgd', lr: '1000000000000000000000000000000.0' } }),
    {
      ...few({ loss: 'bce' }, { model: { layers }, metrics: ['accuracy', 'f1'] }),
      csv: csvOf(['a', 'b', 'price'], rows),
      before: NOT_A_NUMBER,
    },
  ]);
  for (const result of [plain, bce]) {
    expect(result).toMatchObject({ exitCode: 0, traceback: null });
    expect(result?.stderr.match(/^The loss is .*$/gm)).toEqual([
      'The loss is nan since epoch 1: the training diverged. A smaller `lr` may help.',
    ]);
    expect(result?.events.at(-2)).toMatchObject({ event: 'epoch', epoch: 3, train_loss: 'nan', test_loss: 'nan' });
  }
  expect(plain?.manifest).toContain('"mae": NaN');
  expect(bce?.manifest).toMatch(/"accuracy": NaN,\s+"f1": NaN/);
});

test('values of --param are in the manifest', { timeout: 120_000 }, context => {
  const origin = {
    overrides: [
      ['lr', '0.1'],
      ['name', 'caf\u00e9 "1"'],
    ],
  } as const;
  const [result] = runScripts(context, [few({}, { origin })]);
  expect(manifestOf(result).params).toEqual({ lr: '0.1', name: 'caf\u00e9 "1"' });
});

test('the manifest is what json prints with sorted keys, and its versions are those of the interpreter', {
  timeout: 120_000,
}, context => {
  const after = `
import json, hashlib, platform, numpy, torch
text = open("run_manifest.json").read()
value = json.loads(text)
answer = [
    text == json.dumps(value, indent=2, sort_keys=True) + "\\n",
    value["device"] == "cpu",
    value["data_hash"] == hashlib.sha256(open(csv, "rb").read()).hexdigest(),
    value["env"] == {"python": platform.python_version(), "platform": platform.platform(), "torch": str(torch.__version__), "numpy": numpy.__version__},
    all(type(metric) is float for metric in value["metrics"].values()),
    oct(os.stat("run_manifest.json").st_mode & 0o777) == oct(0o666 & ~os.umask(0o22)),
]
`;
  const metrics = ['mae', 'r2', 'rmse'] as const;
  const [result] = runScripts(context, [{ ...few({}, { metrics: [...metrics] }), after }]);
  expect(result?.answer).toEqual([true, true, true, true, true, true]);
});
