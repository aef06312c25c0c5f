// A model starts with its input, once.
import { closest } from '../../text/closest';
import type { Layer } from '../ast';
import type { Check } from '../check';
import { layerSpecs } from '../layers';

/** A model has no `input`, has it late, or has it twice. */
export const modelInput: Check = {
  code: 'model-input',
  severity: 'error',
  stage: 'meaning',
  summary: 'A model starts with one `input <n>`: the number of features.',
  example: 'model Net:\n    dense 8 relu\n',
  cure: 'Write `input <n>` as the first layer, once.',
  *block({ block: { keyword, layers, unread, header, name } }) {
    if (keyword !== 'model') return;
    const inputs = layers.filter(l => l.name.text === 'input');
    const [first, ...more] = inputs;
    if (!first) {
      // What is reported itself may be the input that is missing.
      if (unread || layers.some(isMistyped)) return;
      const span = { start: header.span.start, end: name?.span.end ?? header.span.end };
      yield { message: 'This model has no input; its first layer must be input <n>, the number of features.', span };
    } else if (layers[0] !== first)
      yield { message: 'The input must be the first layer of a model.', span: first.name.span };
    for (const layer of more)
      yield { message: 'This model has an input above; a model has only one.', span: layer.name.span };
  },
};

function isMistyped({ name }: Layer): boolean {
  const known = layerSpecs.map(s => s.name);
  return !known.includes(name.text) && closest(name.text, known) === 'input';
}
