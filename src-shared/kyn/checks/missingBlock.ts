// A spec without a dataset, a model or a train block. A file with nothing but datasets and models is a library for imports.
import { fix } from '../../text/diagnostic';
import { span as spanOf } from '../../text/span';
import type { Check } from '../check';
import { blocksOf, isLibrary, type Scope } from '../names/scope';
import type { Placed, SyntaxTree } from '../syntax/ast';
import { lineEndOf } from '../syntax/blockLines';

/** A spec needs at least one dataset, one model and one train block. */
export const missingBlock: Check = {
  code: 'missing-block',
  severity: 'error',
  stage: 'meaning',
  summary:
    'A spec needs at least one dataset, at least one model and one train block. A file that holds only datasets and models (with params for them) is a library: it can be imported, and this is a hint.',
  example: 'train:\n    epochs = 3\n',
  fix: 'Add the block, or import a file that has it.',
  *file({ tree, scope }) {
    const has = {
      dataset: scope.datasets.length > 0 || blocksOf(tree, 'dataset').length > 0,
      model: scope.models.length > 0 || blocksOf(tree, 'model').length > 0,
      train: blocksOf(tree, 'train').length > 0,
    };
    const missing = Object.entries(has).flatMap(([keyword, there]) => (there ? [] : [keyword]));
    // What cannot be read is reported itself, and may be or hold the block that is missing.
    const unread = has.train ? !scope.complete : tree.items.some(isUnknown);
    if (missing.length === 0 || unread) return;
    const span = { start: 0, end: firstLineEnd(tree.text) };
    const fixes = [addition(tree.text, missing, scope)];
    if (isLibrary(tree) && (has.dataset || has.model))
      yield {
        message: `This file has no train block, so it can be imported but not trained${blocksOf(tree, 'params').length > 0 ? '; who imports it has params of its own, and these do not count there' : ''}.`,
        span,
        severity: 'hint',
        // What leaves params to its importers is meant to be imported.
        fixes: leavesParams(tree, scope) ? [] : fixes,
      };
    else
      yield {
        message: `This spec has no ${missing.join(' and no ')} block; it needs a dataset, a model and a train block.`,
        span,
        fixes,
      };
  },
};

const leavesParams = ({ items }: SyntaxTree, { params }: Scope): boolean =>
  items.some(({ item }) => item.kind === 'block' && item.params.some(p => !params.values.has(p.text)));

const isUnknown = ({ item }: Placed): boolean => item.kind === 'block' && item.keyword === undefined;

const firstLineEnd = (text: string): number => /^[^\r\n]*/.exec(text)?.[0].length ?? 0;

// Blocks to begin with, at the end of the file; what they hold brings no finding of its own.
const SKELETONS: Readonly<Record<string, (scope: Scope) => readonly string[]>> = {
  dataset: () => ['dataset Rows:', 'source = csv("data.csv")', 'target = "y"'],
  model: () => ['model Net:', 'input 1', 'dense 1 linear'],
  train: ({ models, datasets }) => [
    'train:',
    `model = ${models[0]?.name ?? 'Net'}`,
    `data = ${datasets[0]?.name ?? 'Rows'}`,
    'loss = mse',
    'optimizer = adam(lr=0.001)',
    'epochs = 1',
    'seed = 42',
  ],
};

function addition(text: string, missing: readonly string[], scope: Scope) {
  const newLine = lineEndOf(text);
  const blocks = missing.map(keyword => (SKELETONS[keyword]?.(scope) ?? []).join(`${newLine}    `));
  const gap = text === '' ? '' : /[\r\n]$/.test(text) ? newLine : newLine + newLine;
  const end = text.length;
  return fix(`Add ${missing.join(', ')}`, spanOf(end, end), `${gap}${blocks.join(newLine + newLine)}${newLine}`, false);
}
