// The words that a spec chooses from, with what each means. Meanings of activations, losses and metrics are their usual mathematical ones.
import type { Word, WordCategory, WordStatus } from './types';

// A word's meaning, or its meaning and what it does to repeatability.
type Docs = Readonly<Record<string, string | readonly [doc: string, repro: string]>>;

const wordsOf =
  (status: WordStatus) =>
  (docs: Docs): Word[] =>
    Object.entries(docs).map(([name, said]) =>
      typeof said === 'string' ? { name, status, doc: said } : { name, status, doc: said[0], repro: said[1] },
    );
const documented = wordsOf('documented');
const assumed = wordsOf('assumed');
const rejected = wordsOf('rejected');

const layer = [
  ...documented({
    input: 'The number of features that go in. It comes first and once in a model.',
    dense: 'Every output is a weighted sum of all inputs plus a bias, then the activation.',
    dropout: 'While training, sets this fraction of the values to 0 at random; afterwards it does nothing.',
  }),
  ...assumed({
    batchnorm: 'Scales each value by the mean and deviation of its batch, then by a learned factor and shift.',
  }),
];

const activation = [
  ...documented({
    relu: 'max(0, x): negative values become 0.',
    linear: 'x as it is: no activation. Usual for the last layer of a regression.',
    softmax: 'Positive values that sum to 1: probabilities of classes. `cross_entropy` applies it itself.',
    log_softmax: 'Logarithms of the softmax probabilities; what the loss `nll` expects.',
  }),
  ...assumed({
    sigmoid: 'A value between 0 and 1; with one output and the loss `bce` the probability of the class.',
    tanh: 'A value between -1 and 1, symmetric around 0.',
    gelu: 'A smooth form of relu: x times the normal distribution function of x.',
    leaky_relu: 'Like relu, but negative values keep a small slope.',
  }),
  ...rejected({ elu: 'The compiler names it as unsupported: choose another activation, e.g. `relu`.' }),
];

const loss = documented({
  mse: 'Mean squared error: for targets that are numbers.',
  bce: 'Binary cross-entropy: for two classes. The model must end with exactly 1 unit.',
  cross_entropy:
    'Cross-entropy: for two or more classes. It applies softmax itself, so the model ends with `linear` and at least 2 units.',
  nll: 'Negative log-likelihood: for two or more classes, from log-probabilities as `log_softmax` gives them. At least 2 units.',
});

const optimizer = [
  ...documented({ adam: 'Adam: a step for each weight, from running means of its gradient and of the square of it.' }),
  ...assumed({
    sgd: 'Stochastic gradient descent: each weight moves against its gradient.',
    adamw: 'Adam with weight decay apart from the gradient.',
    rmsprop: 'RMSprop: the step of a weight is divided by the running size of its gradient.',
  }),
];

const metric = [
  ...documented({
    mae: 'Mean absolute error, in units of the target.',
    rmse: 'Root of the mean squared error, in units of the target; large errors count more.',
  }),
  ...assumed({
    mse: 'Mean squared error, in squared units of the target.',
    r2: 'Coefficient of determination: 1 is perfect, 0 no better than the mean.',
    accuracy: 'Fraction of rows whose class is right.',
    precision: 'Of the rows that were called positive, the fraction that is.',
    recall: 'Of the rows that are positive, the fraction that was found.',
    f1: 'Harmonic mean of precision and recall.',
  }),
];

const device = assumed({
  auto: [
    'Takes what the machine has.',
    'Two machines may take different devices, and their results differ then: advisory, as on a processor.',
  ],
  cpu: ['The processor.', 'It promises no bit-exact kernels, so the spec is advisory: runs are close, not equal.'],
  cuda: [
    'An NVIDIA graphics card.',
    'The only device that can reach the tier strong, with a seed and deterministic algorithms.',
  ],
  mps: ['The graphics part of an Apple processor.', 'It promises no bit-exact kernels: best-effort at most.'],
});

const HALF =
  'Falls back to fp32 without CUDA and does not say so: the same spec computes differently on another machine.';
const precision = [
  ...documented({
    fp16: ['16-bit floating point: about 3 decimal digits, small range.', HALF],
    bf16: ['16-bit floating point: about 2 decimal digits, the range of fp32.', HALF],
  }),
  ...assumed({ fp32: '32-bit floating point: about 7 decimal digits.' }),
];

/** The known words of each list. */
export const words: Readonly<Record<WordCategory, readonly Word[]>> = {
  layer,
  activation,
  loss,
  optimizer,
  scheduler: documented({
    onecycle: 'One cycle: the learning rate rises to `max_lr` and falls again, once over the whole training.',
  }),
  metric,
  device,
  precision,
  format: documented({
    torch: 'The weights as PyTorch saves them.',
    onnx: 'ONNX, for other runtimes. Needs `input_shape`.',
    torchscript: 'TorchScript: model and weights in one file, for PyTorch without Python.',
  }),
  connector: documented({ csv: 'Rows of a CSV file. Text columns are one-hot encoded.' }),
};

/** Lists that the documentation gives in full: any other word is an error, not a warning. */
export const closedLists: ReadonlySet<WordCategory> = new Set(['format', 'connector', 'precision']);

const byList = new Map(Object.entries(words).map(([list, all]) => [list, new Map(all.map(w => [w.name, w]))]));

/** A word of a list; undefined when the list does not have it. */
export const wordSpec = (list: WordCategory, word: string): Word | undefined => byList.get(list)?.get(word);

/** What is known of a word; undefined when its list does not have it. */
export const wordStatus = (list: WordCategory, word: string): WordStatus | undefined => wordSpec(list, word)?.status;
