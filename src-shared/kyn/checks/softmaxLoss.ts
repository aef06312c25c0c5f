// cross_entropy on an output that went through softmax already.
import { shift } from '../../text/span';
import type { Check } from '../check';
import { lossChange, outputChange } from '../outputLayer';
import { trained, valueOfKey, wordOfKey } from '../trained';

/** `cross_entropy` applies softmax itself, and the output layer has one too. */
export const softmaxLoss: Check = {
  code: 'softmax-loss',
  severity: 'warning',
  stage: 'shapes',
  summary: '`cross_entropy` applies softmax itself; an output layer with softmax or log_softmax applies it twice.',
  example: 'model Net:\n    input 4\n    dense 3 softmax\n\ntrain:\n    model = Net\n    loss = cross_entropy\n',
  cure: 'Use linear on the output layer, or nll after log_softmax.',
  *file(context) {
    const found = trained(context);
    const activation = found?.shape?.layers.findLast(l => l.activation !== undefined)?.activation;
    const value = found && valueOfKey(found.train.item, 'loss');
    if (!found || !value || wordOfKey(found.train.item, 'loss') !== 'cross_entropy') return;
    if (activation !== 'softmax' && activation !== 'log_softmax') return;
    yield {
      message: `cross_entropy applies softmax itself, and the model ends with ${activation}; use linear there.`,
      span: shift(value.span, found.train.at),
      fixes: [
        ...outputChange(context.tree, found, { argument: 'activation', value: 'linear', title: 'Change to linear' }),
        ...(activation === 'log_softmax' ? lossChange(found.train, 'nll') : []),
      ],
    };
  },
};
