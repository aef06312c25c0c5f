// Reports params, models and datasets that nothing uses; editors fade them. A library is skipped, because its importers may use everything.
import type { TextEdit } from '../../text/diagnostic';
import { type Span, shift } from '../../text/span';
import type { Check, FileContext, Report } from '../check';
import { entriesByKey } from '../names/entriesByKey';
import type { SymbolKind } from '../names/occurrences';
import { blocksOf, indicesOf } from '../names/scope';
import type { Block, Placed, SyntaxTree } from '../syntax/ast';
import { blockLines, wholeLines } from '../syntax/blockLines';
import { unusedNames } from '../training/unusedNames';

/** Nothing uses a param, model or dataset. */
export const unused: Check = {
  code: 'unused',
  severity: 'hint',
  stage: 'meaning',
  summary: 'Nothing in this spec uses the param, model or dataset. It is still part of CONFIG_HASH.',
  example:
    'params:\n    lr = 0.1\n\nmodel Net:\n    input 4\n    dense 1 linear\n\ntrain:\n    model = Net\n    data = D\n    epochs = 3\n',
  fix: 'Remove it, or keep it for specs that import this one.',
  *file(context) {
    if (indicesOf(context.tree, 'train').length === 0) return;
    const names = unusedNames(context);
    let left = MAX_FADED;
    for (const one of declared(context)) {
      if (left === 0) return;
      if (!names[one.kind].has(one.name)) continue;
      yield report(one, context.tree);
      left--;
    }
  },
};

interface Declared {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly placed: Placed<Block>;
  /** Relative to the block. */
  readonly span: Span;
}

function* declared({ tree }: FileContext): Iterable<Declared> {
  for (const placed of blocksOf(tree, 'params'))
    for (const { key } of placed.item.entries) yield { kind: 'param', name: key.text, placed, span: key.span };
  for (const kind of ['model', 'dataset'] as const)
    for (const i of indicesOf(tree, kind)) {
      const placed = tree.items[i] as Placed<Block>;
      const { name } = placed.item;
      if (name) yield { kind, name: name.text, placed, span: name.span };
    }
}

// A limit, so that a file with many unused names does not slow down each keystroke.
const MAX_FADED = 200;

function report(one: Declared, tree: SyntaxTree): Report {
  return one.kind === 'param' ? reportOf(one, paramRemoval(one, tree)) : blockReport(one);
}

function reportOf({ kind, name, span, placed }: Declared, edits: readonly TextEdit[]): Report {
  const fix = { title: `Remove the ${kind} \`${name}\``, edits, safe: false };
  const message = `Nothing in this spec uses the ${kind} \`${name}\`.`;
  return { message, span: shift(span, placed.at), unused: true, fixes: [fix] };
}

// A keystroke changes one block, and the reports of those before it stay the same objects.
const known = new WeakMap<Block, { readonly at: number; readonly report: Report }>();

function blockReport(one: Declared): Report {
  const { at, item } = one.placed;
  const same = known.get(item);
  if (same?.at === at) return same.report;
  const made = reportOf(one, [{ span: shift(blockLines(item), at), text: '' }]);
  known.set(item, { at, report: made });
  return made;
}

// A param is removed together with its sweep axis, which would no longer name a param.
function paramRemoval({ name, span, placed: { at, item } }: Declared, tree: SyntaxTree): TextEdit[] {
  const line = { span: shift(wholeLines(item, span), at), text: '' };
  // If the param is declared twice, the other declaration and the axis remain.
  if ((entriesByKey(item).get(name)?.length ?? 0) > 1) return [line];
  const axes = blocksOf(tree, 'sweep').flatMap(sweep =>
    (entriesByKey(sweep.item).get(name) ?? []).map(e => ({
      span: shift(wholeLines(sweep.item, e.span), sweep.at),
      text: '',
    })),
  );
  return [line, ...axes].sort((a, b) => a.span.start - b.span.start);
}
