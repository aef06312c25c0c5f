// The words of each list and their meanings. Activations, losses and metrics have their usual mathematical definitions.
import type { Word, WordCategory, WordStatus } from './types';

// The meaning of a word, or its meaning and its effect on repeatability.
type Docs = Readonly<Record<string, string | readonly [doc: string, repro: string]>>;

const wordsOf =
  (status: WordStatus) =>
  (docs: Docs): Word[] =>
    Object.entries(docs).map(([name, text]) =>
      typeof text === 'string' ? { name, status, doc: text } : { name, status, doc: text[0], repro: text[1] },
    );
const documented = wordsOf('documented');
const assumed = wordsOf('assumed');
const rejected = wordsOf('rejected');

const layer = [
  ...documented({
    input: 'The number of input features. It is the first layer and occurs once in a model.',
    dense: 'Each output is a weighted sum of all inputs plus a bias, followed by the activation.',
    dropout: 'During training it sets this fraction of the values to 0 at random. After training it has no effect.',
  }),
  ...assumed({
    batchnorm:
      'Normalises each value by the mean and standard deviation of its batch, then applies a learned factor and shift.',
  }),
];

const activation = [
  ...documented({
    relu: '`max(0, x)`: negative values become 0.',
    linear: 'The identity: no activation. Usual for the last layer of a regression model.',
    softmax: 'Positive values that sum to 1: class probabilities. The loss `cross_entropy` applies it itself.',
    log_softmax: 'Logarithms of the softmax probabilities, as the loss `nll` expects them.',
  }),
  ...assumed({
    sigmoid: 'A value between 0 and 1. With one output and the loss `bce` it is the probability of the class.',
    tanh: 'A value between -1 and 1, symmetric around 0.',
    gelu: 'A smooth form of `relu`: x times the normal distribution function of x.',
    leaky_relu: 'Like `relu`, but negative values keep a small slope.',
  }),
  ...rejected({ elu: 'The compiler does not support it. Use another activation, for example `relu`.' }),
];

const loss = documented({
  mse: 'Mean squared error, for numeric targets.',
  bce: 'Binary cross-entropy, for two classes. The model must end with exactly 1 unit.',
  cross_entropy:
    'Cross-entropy, for two or more classes. It applies softmax itself, so the model ends with `linear` and at least 2 units.',
  nll: 'Negative log-likelihood, for two or more classes. It expects log-probabilities, for example from `log_softmax`, and at least 2 units.',
});

const optimizer = [
  ...documented({
    adam: 'Adam: adapts the step of each weight to running means of its gradient and squared gradient.',
  }),
  ...assumed({
    sgd: 'Stochastic gradient descent: each weight moves against its gradient.',
    adamw: 'Adam with weight decay that is decoupled from the gradient.',
    rmsprop: 'RMSprop: divides the step of each weight by the running magnitude of its gradient.',
  }),
];

const metric = [
  ...documented({
    mae: 'Mean absolute error, in the unit of the target.',
    rmse: 'Root of the mean squared error, in the unit of the target. Large errors count more.',
  }),
  ...assumed({
    mse: 'Mean squared error, in the squared unit of the target.',
    r2: 'Coefficient of determination: 1 is perfect, 0 is as good as predicting the mean.',
    accuracy: 'The fraction of rows with the correct class.',
    precision: 'The fraction of rows predicted as positive that are positive.',
    recall: 'The fraction of positive rows that are predicted as positive.',
    f1: 'The harmonic mean of precision and recall.',
  }),
];

const scheduler = [
  ...documented({
    onecycle: 'One cycle: the learning rate rises to `max_lr` and falls again, once during the whole training.',
  }),
  ...assumed({
    step: 'The learning rate is multiplied by `gamma` every `size` epochs.',
    cosine: 'The learning rate falls to 0 over all epochs, along half a cosine wave.',
    plateau:
      'The learning rate is multiplied by `factor` when the test loss has not become lower for more than `patience` epochs.',
  }),
];

const device = assumed({
  auto: [
    'Uses the device that the machine offers.',
    'Two machines may use different devices and then give different results. The tier is advisory, as for `cpu`.',
  ],
  cpu: [
    'The processor.',
    'It does not guarantee bit-exact kernels, so the tier is advisory: runs are close but not equal.',
  ],
  cuda: [
    'An NVIDIA GPU.',
    'The only device that can reach the strong tier, together with a seed and deterministic algorithms.',
  ],
  mps: [
    'The GPU of an Apple processor.',
    'It does not guarantee bit-exact kernels, so the tier is best-effort at most.',
  ],
});

const HALF_PRECISION =
  'Without CUDA it silently falls back to `fp32`, so the same spec computes differently on another machine.';
const precision = [
  ...documented({
    fp16: ['16-bit floating point: about 3 decimal digits, small range.', HALF_PRECISION],
    bf16: ['16-bit floating point: about 2 decimal digits, the range of `fp32`.', HALF_PRECISION],
  }),
  ...assumed({ fp32: '32-bit floating point: about 7 decimal digits.' }),
];

/** The known words of each list. */
export const words: Readonly<Record<WordCategory, readonly Word[]>> = {
  layer,
  activation,
  loss,
  optimizer,
  scheduler,
  metric,
  device,
  precision,
  format: documented({
    torch: 'The weights in PyTorch format.',
    onnx: 'ONNX, for other runtimes. Needs `input_shape`.',
    torchscript: 'TorchScript: model and weights in one file, for PyTorch without Python.',
  }),
  connector: documented({ csv: 'Reads the rows of a CSV file. Text columns are one-hot encoded.' }),
};

/** Lists that the documentation gives in full: an unknown word is an error there, not a warning. */
export const closedLists: ReadonlySet<WordCategory> = new Set(['format', 'connector', 'precision']);

const byList = new Map(Object.entries(words).map(([list, all]) => [list, new Map(all.map(w => [w.name, w]))]));

/** A word of a list; undefined if the list does not contain it. */
export const wordSpec = (list: WordCategory, word: string): Word | undefined => byList.get(list)?.get(word);

/** The status of a word; undefined if its list does not contain it. */
export const wordStatus = (list: WordCategory, word: string): WordStatus | undefined => wordSpec(list, word)?.status;
