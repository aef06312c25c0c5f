// The plan of a training run: everything that a spec decides, with names, params and defaults resolved. It is independent of the language of the
// script, so it can be tested without Python, and another backend could be added.

/** A number as a Python literal: `64`, `0.001`. Text, because a large integer or a long fraction must keep its digits. */
export type NumberText = string;

/** A run to train. */
export interface TrainingPlan {
  readonly origin: Origin;
  readonly data: DataPlan;
  readonly model: ModelPlan;
  readonly train: TrainPlan;
  /** Names of metrics in the order of the spec; empty without an `evaluate` block. */
  readonly metrics: readonly MetricName[];
  readonly export?: ExportPlan;
}

/** What made the script, for its header and for the manifest. */
export interface Origin {
  /** `kyn 0.1.0`: the `kynml_version` of the manifest. */
  readonly generator: string;
  /** The path of the spec for people, relative to the working folder. */
  readonly spec: string;
  /** CONFIG_HASH: 64 lower-case hex digits. */
  readonly configHash: string;
  /** Values given with `--param`, by name, as they were written. */
  readonly overrides: readonly (readonly [name: string, text: string])[];
}

/** The rows to train on. */
export interface DataPlan {
  readonly name: string;
  /** The absolute path of the CSV file. */
  readonly csv: string;
  readonly target: string;
  /** The fraction of the rows to train on. */
  readonly split: NumberText;
  readonly normalize: boolean;
  readonly shuffle: boolean;
  readonly numWorkers: NumberText;
  readonly pinMemory: boolean;
  /** Batches that each worker loads ahead; only with workers. */
  readonly prefetch?: NumberText;
}

/** A network: a list of layers, each with known widths. */
export interface ModelPlan {
  readonly name: string;
  readonly inputs: number;
  /** The width of the last layer. */
  readonly outputs: number;
  readonly layers: readonly LayerPlan[];
}

/** Activations by their name in a spec; `linear` adds no layer. */
export type ActivationName = 'relu' | 'softmax' | 'log_softmax' | 'sigmoid' | 'tanh' | 'gelu' | 'leaky_relu';

/** One module of a network. */
export type LayerPlan =
  | { readonly kind: 'linear'; readonly inputs: number; readonly outputs: number }
  | { readonly kind: 'activation'; readonly name: ActivationName }
  | { readonly kind: 'batchnorm'; readonly width: number }
  | { readonly kind: 'dropout'; readonly rate: NumberText };

/** Losses. `bce`: the outputs are probabilities (the last layer is `sigmoid`); `bce_with_logits`: they are not. */
export type LossName = 'mse' | 'bce' | 'bce_with_logits' | 'cross_entropy' | 'nll';

/** Metrics by their name in a spec. */
export type MetricName = 'mae' | 'rmse' | 'mse' | 'r2' | 'accuracy' | 'precision' | 'recall' | 'f1';

/** Optimizers by their name in a spec. */
export type OptimizerName = 'adam' | 'sgd' | 'adamw' | 'rmsprop';

/** How the network is trained. */
export interface TrainPlan {
  readonly loss: LossName;
  /** `lr` is absent where the spec gives none: the default of PyTorch applies. */
  readonly optimizer: { readonly name: OptimizerName; readonly lr?: NumberText };
  readonly epochs: NumberText;
  readonly batch: NumberText;
  readonly device: 'auto' | 'cpu' | 'cuda' | 'mps';
  readonly scheduler?: SchedulerPlan;
  readonly earlyStop?: { readonly patience: NumberText; readonly minDelta: NumberText };
  /** Weights are saved every `every` epochs to `path`, relative to the working folder. */
  readonly checkpoint?: { readonly path: string; readonly every: NumberText };
  readonly precision: 'fp32' | 'fp16' | 'bf16';
  readonly compile: boolean;
  readonly seed?: NumberText;
  readonly deterministic: boolean;
}

/**
 * `onecycle(max_lr=)` steps after each batch; `step(size=, gamma=0.1)`, `cosine()` (to 0 over all epochs) and `plateau(patience=10, factor=0.1)` (on the loss
 * of the test part) after each epoch.
 */
export type SchedulerPlan =
  | { readonly name: 'onecycle'; readonly maxLr: NumberText }
  | { readonly name: 'step'; readonly size: NumberText; readonly gamma: NumberText }
  | { readonly name: 'cosine' }
  | { readonly name: 'plateau'; readonly patience: NumberText; readonly factor: NumberText };

/** How the trained model is saved; `path` is relative to the working folder, or absolute. */
export type ExportPlan =
  | { readonly format: 'torch' | 'torchscript'; readonly path: string }
  | {
      readonly format: 'onnx';
      readonly path: string;
      readonly inputShape: readonly NumberText[];
      readonly opset: NumberText;
    };
