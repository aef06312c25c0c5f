// Folding: blocks, and runs of comment lines.
import { type FoldingRange, FoldingRangeKind, type FoldingRangeParams } from 'vscode-languageserver';
import { lspFeature } from '../feature';

/** `textDocument/foldingRange`. */
export const folding = lspFeature<FoldingRangeParams, FoldingRange[]>({
  method: 'textDocument/foldingRange',
  capabilities: { foldingRangeProvider: true },
  fallback: [],
  answer: ({ workspace }, { textDocument: { uri } }) => {
    const spec = workspace.spec(uri);
    if (!spec) return [];
    const { doc, analysis } = spec;
    return analysis.tree.items.flatMap(({ at, item }) => {
      const base = doc.positionAt(at).line;
      const comments = commentRuns(item.text).map(([from, to]) => ({
        startLine: base + from,
        endLine: base + to,
        kind: FoldingRangeKind.Comment,
      }));
      const end = base + bodyEnd(item.text);
      return item.kind === 'block' && end > base ? [{ startLine: base, endLine: end }, ...comments] : comments;
    });
  },
});

const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

// The last line of the body; comments in column 1 after it belong to what comes next.
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
