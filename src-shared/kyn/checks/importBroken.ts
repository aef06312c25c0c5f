// Reports imported files with errors, because the compiler rejects the spec that imports them.
import { memoizedByIdentity } from '../../text/memoizedByIdentity';
import { shift } from '../../text/span';
import { specFault, specFaultFix, specFaultText } from '../../text/specFault';
import type { Options } from '../catalogue/options';
import type { Check, FileContext } from '../check';
import { type ImportedFile, isUnread } from '../names/compose';
import { blocksOf, type Params } from '../names/scope';
import type { SyntaxTree } from '../syntax/ast';

/** An imported file has syntax errors, or errors in its datasets and models. */
export const importBroken: Check = {
  code: 'import-broken',
  severity: 'error',
  stage: 'composition',
  summary:
    'An imported file has errors in its syntax or in its datasets and models, so this spec does not compile either.',
  example: 'import "broken.kyn"\n',
  fix: 'Open the imported file and fix the problems reported there.',
  *file(context) {
    const { files, problems } = context.composition;
    // A file that another one imports is reported there. Here only the first one is, and none where one cannot be read.
    let isReported = problems.some(problem => !problem.isOwn && !isUnread(problem));
    for (const file of files) {
      if (!file.direct && isReported) continue;
      const message = syntaxMessage(file) ?? meaningMessage(file, context);
      const { item, at } = file.direct ?? file.via;
      if (!message) continue;
      if (!file.direct) isReported = true;
      yield { message, span: shift(item.path?.span ?? item.keyword.span, at) };
    }
  },
};

function syntaxMessage({ tree, label }: ImportedFile): string | undefined {
  const faults = faultsIn(tree);
  if (faults === 0) return undefined;
  const fault = specFault(tree.text);
  if (fault) return `${label} ${specFaultText(fault)}. ${specFaultFix(fault)}`;
  return `${label} has ${faults === 1 ? 'a syntax error' : `${faults} syntax errors`}; open it to see and fix ${faults === 1 ? 'it' : 'them'}.`;
}

// Many specs may import a file.
const faultsIn = memoizedByIdentity(({ items }: SyntaxTree) =>
  items.reduce((n, { item }) => n + item.faults.filter(f => f.code !== 'byte-order-mark').length, 0),
);

function meaningMessage({ tree, label }: ImportedFile, context: FileContext): string | undefined {
  const { count, first } = errorsOf(tree, context);
  if (count === 0) return undefined;
  return count === 1 ? `${label} has an error: ${first}` : `${label} has ${count} errors, the first is: ${first}`;
}

interface Errors {
  readonly params: Params;
  readonly options: Options;
  readonly count: number;
  readonly first: string;
}

const cached = new WeakMap<SyntaxTree, Errors>();

// Only datasets and models are merged into the spec, and they are checked with the params of this spec.
function errorsOf(tree: SyntaxTree, { scope: { params }, options, findingsOf }: FileContext): Errors {
  const before = cached.get(tree);
  if (before?.params === params && before.options === options) return before;
  const blocks = [...blocksOf(tree, 'dataset'), ...blocksOf(tree, 'model')].sort((a, b) => a.at - b.at);
  const errors = blocks.flatMap(({ item }) => findingsOf(item)).filter(d => d.severity === 'error');
  const found = { params, options, count: errors.length, first: errors[0]?.message ?? '' };
  cached.set(tree, found);
  return found;
}
