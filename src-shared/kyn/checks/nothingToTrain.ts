// Reports a trained model without weights, because training it changes nothing.
import { type Fix, fix } from '../../text/diagnostic';
import { shift, span } from '../../text/span';
import type { Check } from '../check';
import { blocksOf } from '../names/scope';
import type { SyntaxTree } from '../syntax/ast';
import { endOfBody, newLine } from '../syntax/blockLines';
import { type TrainTarget, trainTarget, valueOfKey, wordOfKey } from '../training/trainTarget';

/** The trained model has no layer with weights. */
export const nothingToTrain: Check = {
  code: 'nothing-to-train',
  severity: 'warning',
  stage: 'shapes',
  summary: 'The trained model has no layer with weights, so training changes nothing.',
  example: 'model Net:\n    input 4\n    dropout 0.5\n\ntrain:\n    model = Net\n',
  fix: 'Add a layer with weights, like `dense 1 linear`.',
  *file(context) {
    const { tree, scope } = context;
    const found = trainTarget(context);
    if (!found?.model || found.model.block.unread || found.shape?.params !== 0) return;
    const loss = wordOfKey(found.train.item, 'loss', scope.params);
    const value = valueOfKey(found.train.item, 'model');
    const isLocal = !found.model.file;
    yield {
      message: `The model \`${found.model.name}\` has no layer with weights, so there is nothing to train.`,
      span: isLocal ? found.model.span : shift((value ?? found.train.item.header).span, found.train.at),
      fixes: isLocal ? outputLayer(tree, found, loss) : [],
    };
  },
};

const OUTPUTS: Readonly<Record<string, string>> = { cross_entropy: 'dense 2 linear', nll: 'dense 2 log_softmax' };

function outputLayer(tree: SyntaxTree, { model }: TrainTarget, loss = ''): Fix[] {
  const placed = blocksOf(tree, 'model').find(p => p.item === model?.block);
  if (!placed) return [];
  const layer = (Object.hasOwn(OUTPUTS, loss) ? OUTPUTS[loss] : undefined) ?? 'dense 1 linear';
  const end = placed.at + endOfBody(placed.item);
  return [fix(`Add \`${layer}\``, span(end, end), newLine(placed.item, layer), false)];
}
