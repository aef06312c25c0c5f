// Reports models that do not start with exactly one `input` layer.
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

/** A model has no `input` layer, more than one, or one that is not the first layer. */
export const modelInput: Check = {
  code: 'model-input',
  severity: 'error',
  stage: 'meaning',
  summary: 'A model must start with exactly one `input <n>` layer, where n is the number of features.',
  example: 'model Net:\n    dense 8 relu\n',
  fix: 'Write `input <n>` once, as the first layer.',
  *block({ block }) {
    const { keyword, layers, unread, header, name } = block;
    if (keyword !== 'model') return;
    const inputs = layers.filter(l => l.name.text === 'input');
    const [first, ...more] = inputs;
    if (!first) {
      // A line with a fault has a finding of its own, and may be the missing input.
      if (unread || isHeaderBroken(block) || layers.some(isMistyped)) return;
      yield {
        message: 'This model has no `input` layer; its first layer must be `input <n>`, the number of features.',
        span: span(header.span.start, name?.span.end ?? header.span.end),
      };
    } else if (layers[0] !== first)
      yield {
        message: 'The `input` layer must be the first layer of a model.',
        span: first.name.span,
        fixes: first.complete ? [moved(block, first)] : [],
      };
    for (const layer of more)
      yield {
        message: 'This model already has an `input` layer above; a model can have only one.',
        span: layer.name.span,
        fixes: [fix('Remove this line', wholeLines(block, layer.span), '', false)],
      };
  },
  fixesInFile: (found, context) => additions(found, context) ?? [],
  fixesInData: (found, context) => additions(found, context, context.data),
};

// The number of features comes from the data or the shape of an export. Otherwise it is a guess.
function additions(
  { span: { start } }: Diagnostic,
  context: Pick<DataContext, 'tree' | 'scope'>,
  data?: DataContext['data'],
): Fix[] | undefined {
  const placed = blocksOf(context.tree, 'model').find(p => p.at + p.item.header.span.start === start);
  if (!placed || placed.item.layers.some(l => l.name.text === 'input')) return undefined;
  const found = trainTarget(context);
  const isTrained = found?.model?.block === placed.item;
  const counted = isTrained && data ? trainedFeatures(found, context.scope, data)?.count : undefined;
  if (data && !counted) return undefined;
  const exported = isTrained ? exportedWidth(context) : undefined;
  const counts = [...new Set([counted, exported].filter(n => n !== undefined))];
  if (counts.length === 0) return [{ ...addition(placed, 1), guesses: true }];
  return counts.map(n => addition(placed, n));
}

function addition({ at, item }: Placed<Block>, count: number): Fix {
  const added = firstLine(item, `Add \`input ${count}\``, `input ${count}`);
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

// Moves the layer together with the comment after it.
function moved(block: Block, { span: { start, end } }: Layer): Fix {
  const content = block.text.slice(start, lineEnd(block.text, end)).trimEnd();
  const { title, edits } = firstLine(block, 'Move it to the top', content);
  return { title, edits: [...edits, { span: wholeLines(block, { start, end }), text: '' }], safe: false };
}
