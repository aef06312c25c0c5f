// Suggests the intended word of a list for an unknown one: a synonym from other tools, else a similar word.
import { suggest } from '../../text/suggest';
import type { WordCategory } from '../catalogue';

// Names from PyTorch, Keras and everyday language, in lower case and without `_` and `-`.
const SYNONYMS: Readonly<Partial<Record<WordCategory, Readonly<Record<string, string>>>>> = {
  layer: { linear: 'dense', fc: 'dense', fullyconnected: 'dense', bn: 'batchnorm', batchnorm1d: 'batchnorm' },
  activation: { none: 'linear', identity: 'linear', logistic: 'sigmoid', lrelu: 'leaky_relu' },
  loss: {
    ...{ l2: 'mse', meansquarederror: 'mse', mseloss: 'mse' },
    ...{ binarycrossentropy: 'bce', bceloss: 'bce', bcewithlogits: 'bce', logloss: 'bce' },
    ...{ ce: 'cross_entropy', crossentropyloss: 'cross_entropy', categoricalcrossentropy: 'cross_entropy' },
    ...{ nllloss: 'nll', negativeloglikelihood: 'nll' },
  },
  optimizer: { momentum: 'sgd' },
  scheduler: {
    ...{ onecyclelr: 'onecycle', steplr: 'step', multisteplr: 'step' },
    ...{ cosineannealing: 'cosine', cosineannealinglr: 'cosine', reducelronplateau: 'plateau' },
  },
  metric: {
    acc: 'accuracy',
    meanabsoluteerror: 'mae',
    l1: 'mae',
    meansquarederror: 'mse',
    rsquared: 'r2',
    f1score: 'f1',
  },
  device: { gpu: 'cuda', nvidia: 'cuda', metal: 'mps', apple: 'mps', processor: 'cpu', any: 'auto' },
  precision: { half: 'fp16', float16: 'fp16', bfloat16: 'bf16', float32: 'fp32', single: 'fp32', float: 'fp32' },
  format: { pytorch: 'torch', pt: 'torch', pth: 'torch', jit: 'torchscript' },
};

/** The likely intended word among the accepted ones; undefined if none is similar. */
export function suggestWord(list: WordCategory, word: string, accepted: readonly string[]): string | undefined {
  const plain = word.toLowerCase().replace(/[_-]/g, '');
  const synonyms = SYNONYMS[list] ?? {};
  const synonym = Object.hasOwn(synonyms, plain) ? synonyms[plain] : undefined;
  return synonym !== undefined && accepted.includes(synonym) ? synonym : suggest(word, accepted);
}
