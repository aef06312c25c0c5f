// Which word of a list a word that it does not have most likely stands for: what other tools call it, else what is written nearly the same.
import { suggest } from '../../text/suggest';
import type { WordCategory } from '../catalogue';

// Names of PyTorch, Keras and everyday speech, in lower case and without `_` and `-`.
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
  scheduler: { onecyclelr: 'onecycle' },
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

/** The word that was meant, of those that are accepted. */
export function suggestWord(list: WordCategory, word: string, accepted: readonly string[]): string | undefined {
  const plain = word.toLowerCase().replace(/[_-]/g, '');
  const ofList = SYNONYMS[list] ?? {};
  const same = Object.hasOwn(ofList, plain) ? ofList[plain] : undefined;
  return same !== undefined && accepted.includes(same) ? same : suggest(word, accepted);
}
