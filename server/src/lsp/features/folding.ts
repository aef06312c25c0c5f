// Folding: blocks, runs of imports, and runs of comment lines; objects and lists of an artifact in our own language.
import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Item, Placed, SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { foldsFor } from '../adapt/symbols';
import { artifactFolds } from '../artifact/artifactStructure';
import { FoldingRangeKind } from '../base/languageServer';
import { lspFeature } from '../protocol/feature';

/** `textDocument/foldingRange`. */
export const folding = lspFeature<FoldingRangeParams, FoldingRange[]>({
  method: 'textDocument/foldingRange',
  capabilities: { foldingRangeProvider: true },
  fallback: [],
  adapt: foldsFor,
  answer: ({ workspace }, { textDocument: { uri } }) => {
    const spec = workspace.syntaxOf(uri);
    if (!spec) return artifactFolds(workspace, uri);
    const { doc, tree } = spec;
    const folds = tree.items.flatMap(({ at, item }) => {
      const inside = foldsIn(item);
      if (inside.length === 0) return [];
      const base = doc.positionAt(at).line;
      return inside.map(f => ({ ...f, startLine: base + f.startLine, endLine: base + f.endLine }));
    });
    return [...importFolds(doc, tree), ...folds];
  },
});

// The folds of an item that did not change are cached.
function foldsIn(item: Item): readonly FoldingRange[] {
  const folds = cache.get(item) ?? itemFolds(item);
  cache.set(item, folds);
  return folds;
}

const cache = new WeakMap<Item, readonly FoldingRange[]>();

function itemFolds({ kind, text }: Item): FoldingRange[] {
  const comments = commentRuns(text).map(([startLine, endLine]) => ({
    startLine,
    endLine,
    kind: FoldingRangeKind.Comment,
  }));
  const end = bodyEnd(text);
  return kind === 'block' && end > 0 ? [{ startLine: 0, endLine: end }, ...comments] : comments;
}

// Consecutive imports fold to the first one, with blank lines and comments between them.
function importFolds(doc: TextDocument, { items }: SyntaxTree): FoldingRange[] {
  const runs: Placed[][] = [];
  for (const [i, placed] of items.entries()) {
    if (placed.item.kind !== 'import') continue;
    if (items[i - 1]?.item.kind === 'import') runs.at(-1)?.push(placed);
    else runs.push([placed]);
  }
  return runs.flatMap(run => {
    const [startLine = 0, endLine = 0] = [run[0], run.at(-1)].map(p => doc.positionAt(p?.at ?? 0).line);
    return endLine > startLine ? [{ startLine, endLine, kind: FoldingRangeKind.Imports }] : [];
  });
}

const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

// The last line of the body; comments in column 1 after it belong to the next item.
function bodyEnd(text: string): number {
  return linesOf(text).findLastIndex((line, i) => i > 0 && /^[ \t]+\S/.test(line));
}

function commentRuns(text: string): [number, number][] {
  const runs: [number, number][] = [];
  let start = -1;
  for (const [i, line] of [...linesOf(text), ''].entries()) {
    const comment = /^[ \t]*#/.test(line);
    if (comment && start < 0) start = i;
    if (!comment && start >= 0) {
      if (i - start > 1) runs.push([start, i - 1]);
      start = -1;
    }
  }
  return runs;
}
