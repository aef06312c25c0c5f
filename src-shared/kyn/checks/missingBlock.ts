// Reports a spec without a dataset, model or train block. A file with only datasets and models is a library for imports.
import { fix } from '../../text/diagnostic';
import { inBackticks } from '../../text/inBackticks';
import { span as spanOf } from '../../text/span';
import type { Check } from '../check';
import { blocksOf, indicesOf, isLibrary, type Params, type Scope } from '../names/scope';
import type { SyntaxTree } from '../syntax/ast';
import { lineEndOf } from '../syntax/blockLines';
import { type Matching, matching } from '../syntax/matching';

/** A required block is missing. */
export const missingBlock: Check = {
  code: 'missing-block',
  severity: 'error',
  stage: 'meaning',
  summary:
    'A spec needs at least one dataset, at least one model and one train block. A file that contains only datasets and models (and params for them) is a library: it can be imported, and this finding is a hint.',
  example: 'train:\n    epochs = 3\n',
  fix: 'Add the block, or import a file that has it.',
  *file({ tree, scope }) {
    const has = {
      dataset: scope.declared.isAny('dataset') || indicesOf(tree, 'dataset').length > 0,
      model: scope.declared.isAny('model') || indicesOf(tree, 'model').length > 0,
      train: indicesOf(tree, 'train').length > 0,
    };
    const missing = Object.entries(has).flatMap(([keyword, there]) => (there ? [] : [keyword]));
    // A block or import with a fault has a finding of its own, and may be or contain the missing block.
    if (missing.length === 0 || (has.train ? !scope.complete : unknownBlocks(tree).length > 0)) return;
    const span = { start: 0, end: firstLineEnd(tree.text) };
    const fixes = [addition(tree.text, missing, scope)];
    if (isLibrary(tree) && (has.dataset || has.model))
      yield {
        message: `${LIBRARY}${blocksOf(tree, 'params').length > 0 ? ' A spec that imports it uses its own params, not these.' : ''}`,
        span,
        severity: 'hint',
        // A file that uses params it does not define is meant to be imported.
        fixes: leavesParams(tree, scope) ? [] : fixes,
      };
    else
      yield {
        message: `This spec has no ${inBackticks(missing, 'or')} block; it needs a \`dataset\`, a \`model\` and a \`train\` block.`,
        span,
        fixes,
      };
  },
};

const LIBRARY = 'This file has no `train` block, so it can be imported but not trained.';

const leavesParams = (tree: SyntaxTree, { params }: Scope): boolean => {
  let leaving = usersOfOthers.get(params);
  if (!leaving) {
    leaving = matching(item => item.kind === 'block' && item.params.some(p => !params.values.has(p.text)));
    usersOfOthers.set(params, leaving);
  }
  return leaving(tree).length > 0;
};

// The blocks that use a param of another file.
const usersOfOthers = new WeakMap<Params, Matching>();

const unknownBlocks = matching(item => item.kind === 'block' && item.keyword === undefined);

const firstLineEnd = (text: string): number => /^[^\r\n]*/.exec(text)?.[0].length ?? 0;

// Blocks that the fix adds at the end of the file. They have no findings of their own.
const SKELETONS: Readonly<Record<string, (scope: Scope) => readonly string[]>> = {
  dataset: () => ['dataset Rows:', 'source = csv("data.csv")', 'target = "y"'],
  model: () => ['model Net:', 'input 1', 'dense 1 linear'],
  train: ({ declared }) => [
    'train:',
    `model = ${declared.first('model')?.name ?? 'Net'}`,
    `data = ${declared.first('dataset')?.name ?? 'Rows'}`,
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
  return fix(
    `Add ${inBackticks(missing)}`,
    spanOf(end, end),
    `${gap}${blocks.join(newLine + newLine)}${newLine}`,
    false,
  );
}
