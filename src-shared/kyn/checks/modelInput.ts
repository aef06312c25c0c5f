// A model starts with its input, once.
import { closest } from '../../text/closest';
import type { Fix } from '../../text/diagnostic';
import { span } from '../../text/span';
import type { Block, Layer } from '../ast';
import { newLine, wholeLines } from '../blockLines';
import { type Check, fix } from '../check';
import { lineEnd } from '../chunks';
import { layerSpecs } from '../layers';

/** A model has no `input`, has it late, or has it twice. */
export const modelInput: Check = {
  code: 'model-input',
  severity: 'error',
  stage: 'meaning',
  summary: 'A model starts with one `input <n>`: the number of features.',
  example: 'model Net:\n    dense 8 relu\n',
  cure: 'Write `input <n>` as the first layer, once.',
  *block({ block }) {
    const { keyword, layers, unread, header, name } = block;
    if (keyword !== 'model') return;
    const inputs = layers.filter(l => l.name.text === 'input');
    const [first, ...more] = inputs;
    if (!first) {
      // What is reported itself may be the input that is missing.
      if (unread || layers.some(isMistyped)) return;
      yield {
        message: 'This model has no input; its first layer must be input <n>, the number of features.',
        span: span(header.span.start, name?.span.end ?? header.span.end),
        fixes: [firstLine(block, 'Add input 1', 'input 1')],
      };
    } else if (layers[0] !== first)
      yield {
        message: 'The input must be the first layer of a model.',
        span: first.name.span,
        fixes: first.complete ? [moved(block, first)] : [],
      };
    for (const layer of more)
      yield {
        message: 'This model has an input above; a model has only one.',
        span: layer.name.span,
        fixes: [fix('Remove this line', wholeLines(block, layer.span), '', false)],
      };
  },
};

function isMistyped({ name }: Layer): boolean {
  const known = layerSpecs.map(s => s.name);
  return !known.includes(name.text) && closest(name.text, known) === 'input';
}

function firstLine(block: Block, title: string, content: string): Fix {
  const end = lineEnd(block.text, block.name?.span.end ?? block.header.span.end);
  return fix(title, span(end, end), newLine(block, content), false);
}

// With the comment behind it.
function moved(block: Block, { span: { start, end } }: Layer): Fix {
  const content = block.text.slice(start, lineEnd(block.text, end)).trimEnd();
  const { title, edits } = firstLine(block, 'Move it to the top', content);
  return { title, edits: [...edits, { span: wholeLines(block, { start, end }), text: '' }], safe: false };
}
