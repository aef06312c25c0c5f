// Training plans for tests: a small one, and changes of it.
import type { LayerPlan, TrainingPlan } from '../../../../src-shared/kyn/compile/plan';

/** A part of a plan, at any depth. */
export interface PlanChange {
  readonly origin?: Partial<TrainingPlan['origin']>;
  readonly data?: Partial<TrainingPlan['data']>;
  readonly model?: Partial<TrainingPlan['model']>;
  /** `seed: null`: a run without a seed. */
  readonly train?: Partial<Omit<TrainingPlan['train'], 'seed'>> & { readonly seed?: string | null };
  readonly metrics?: TrainingPlan['metrics'];
  readonly export?: TrainingPlan['export'];
}

/** A plan with the given values in place of those of a small regression. */
export function planWith(change: PlanChange = {}): TrainingPlan {
  const { seed = '42', ...train } = change.train ?? {};
  return {
    origin: {
      generator: 'kyn 0.1.0',
      spec: 'specs/house.kyn',
      configHash: '0123456789abcdef'.repeat(4),
      overrides: [],
      ...change.origin,
    },
    data: {
      name: 'Houses',
      csv: '/data/houses.csv',
      target: 'price',
      split: '0.75',
      normalize: false,
      shuffle: true,
      numWorkers: '0',
      pinMemory: false,
      ...change.data,
    },
    model: { name: 'PriceNet', inputs: 2, outputs: 1, layers: dense(2, 16, 1), ...change.model },
    train: {
      loss: 'mse',
      optimizer: { name: 'adam', lr: '0.01' },
      epochs: '20',
      batch: '32',
      device: 'cpu',
      precision: 'fp32',
      compile: false,
      deterministic: false,
      ...train,
      ...(seed !== null && { seed }),
    },
    metrics: change.metrics ?? ((train.loss ?? 'mse') === 'mse' ? ['mae', 'rmse'] : ['accuracy']),
    ...(change.export && { export: change.export }),
  };
}

/** Linear layers of these widths with `relu` between them, and other layers at the end. */
export function dense(...widths: readonly (number | LayerPlan)[]): LayerPlan[] {
  const numbers = widths.filter(w => typeof w === 'number');
  const rest = widths.filter(w => typeof w !== 'number');
  const layers = numbers
    .slice(1)
    .flatMap((outputs, i): LayerPlan[] => [
      ...(i === 0 ? [] : [{ kind: 'activation', name: 'relu' } as const]),
      { kind: 'linear', inputs: numbers[i] as number, outputs },
    ]);
  return [...layers, ...rest];
}

/** A plan that uses most of what there is. */
export const largePlan = planWith({
  origin: { spec: 'specs/iris.kyn', overrides: [['hidden', '64']] },
  data: {
    name: 'Iris',
    csv: '/data/iris.csv',
    target: 'species',
    normalize: true,
    numWorkers: '2',
    pinMemory: true,
    prefetch: '4',
  },
  model: {
    name: 'IrisNet',
    inputs: 4,
    outputs: 3,
    layers: [
      { kind: 'linear', inputs: 4, outputs: 64 },
      { kind: 'batchnorm', width: 64 },
      { kind: 'activation', name: 'gelu' },
      { kind: 'dropout', rate: '0.2' },
      { kind: 'linear', inputs: 64, outputs: 3 },
    ],
  },
  train: {
    loss: 'cross_entropy',
    optimizer: { name: 'adamw', lr: '0.001' },
    device: 'auto',
    scheduler: { name: 'onecycle', maxLr: '0.01' },
    earlyStop: { patience: '5', minDelta: '0.001' },
    checkpoint: { path: 'checkpoints/iris.pt', every: '10' },
    precision: 'fp16',
    compile: true,
    deterministic: true,
  },
  metrics: ['accuracy', 'f1'],
  export: { format: 'onnx', path: 'models/iris.onnx', inputShape: ['1', '4'], opset: '17' },
});
