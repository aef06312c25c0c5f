// A model starts with its input, once.

import { type Diagnostic, type Fix, fix } from '../../text/diagnostic';
import { shift, span } from '../../text/span';
import { suggest } from '../../text/suggest';
import type { Check, DataContext } from '../check';
import { trainedFeatures } from '../data/features';
import { blocksOf, resolved } from '../names/scope';
import type { Block, Layer, Placed } from '../syntax/ast';
import { newLine, wholeLines } from '../syntax/blockLines';
import { lineEnd } from '../syntax/chunks';
import { isHeaderBroken } from '../syntax/headerFault';
import { trainTarget, valueOfKey } from '../training/trainTarget';
import { layerSpecs } from '../types/layers';

/** A model has no `input`, has it late, or has it twice. */
export const modelInput: Check = {
  code: 'model-input',
  severity: 'error',
  stage: 'meaning',
  summary: 'A model starts with one `input <n>`: the number of features.',
  example: 'model Net:\n    dense 8 relu\n',
  fix: 'Write `input <n>` as the first layer, once.',
  *block({ block }) {
    const { keyword, layers, unread, header, name } = block;
    if (keyword !== 'model') return;
    const inputs = layers.filter(l => l.name.text === 'input');
    const [first, ...more] = inputs;
    if (!first) {
      // What is reported itself may be the input that is missing.
      if (unread || isHeaderBroken(block) || layers.some(isMistyped)) return;
      yield {
        message: NO_INPUT,
        span: span(header.span.start, name?.span.end ?? header.span.end),
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
  fixesInFile: (found, context) => additions(found, context) ?? [],
  fixesInData: (found, context) => additions(found, context, context.data),
};

const NO_INPUT = 'This model has no input; its first layer must be input <n>, the number of features.';

// How many features there are the data tells, or the shape of an export; else the number is only something to begin with.
function additions(
  { message, span: { start } }: Diagnostic,
  context: Pick<DataContext, 'tree' | 'scope'>,
  data?: DataContext['data'],
): Fix[] | undefined {
  const placed = blocksOf(context.tree, 'model').find(p => p.at + p.item.header.span.start === start);
  if (message !== NO_INPUT || !placed) return undefined;
  const found = trainTarget(context);
  const isTrained = found?.model?.block === placed.item;
  const told = isTrained && data ? trainedFeatures(found, context.scope, data)?.count : undefined;
  if (data && !told) return undefined;
  const exported = isTrained ? exportedWidth(context) : undefined;
  const counts = [...new Set([told, exported].filter(n => n !== undefined))];
  if (counts.length === 0) return [{ ...addition(placed, 1), guesses: true }];
  return counts.map(n => addition(placed, n));
}

function addition({ at, item }: Placed<Block>, count: number): Fix {
  const added = firstLine(item, `Add input ${count}`, `input ${count}`);
  return { ...added, edits: added.edits.map(e => ({ ...e, span: shift(e.span, at) })) };
}

function exportedWidth({ tree, scope }: Pick<DataContext, 'tree' | 'scope'>): number | undefined {
  const block = blocksOf(tree, 'export')[0]?.item;
  const written = block && valueOfKey(block, 'input_shape');
  const shape = written && resolved(written, scope.params);
  const last = shape?.kind === 'list' && shape.items.length > 1 ? shape.items.at(-1) : undefined;
  return last?.kind === 'int' && last.number > 0 ? last.number : undefined;
}

function isMistyped({ name }: Layer): boolean {
  const known = layerSpecs.map(s => s.name);
  return !known.includes(name.text) && suggest(name.text, known) === 'input';
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
