// Formatting as edits. A spec with syntax faults is left as it is, for what is not understood cannot be laid out.
// Formatting changes CONFIG_HASH. Where a lock pins the spec, the lens above it turns to "drifted - show what changed" at once, the lock is offered to be
// regenerated beside it, and undo takes both back: no message says what can be seen already. Who knows beforehand that the new layout is wanted takes the
// source action "Format and regenerate lock" (codeActions.ts), which does both in one gesture and is offered only while the lock fits.
import type { TextEdit } from 'vscode-languageserver';
import { formatInPlace, formatItem, obstacles } from '../../../../src-shared/kyn/format/format';
import { lineEndOf } from '../../../../src-shared/kyn/syntax/blockLines';
import { changedSpan } from '../../../../src-shared/text/changedSpan';
import { type Span, shift } from '../../../../src-shared/text/span';
import { toRange } from '../base/convert';
import type { Spec, Workspace } from '../workspace/workspace';

/** The edits that bring a spec into its canonical form; none where it is so already or has syntax faults. */
export function formatEdits({ workspace, spec }: { workspace: Workspace; spec: Spec }): TextEdit[] {
  const { doc, open, analysis } = spec;
  const text = formatInPlace(analysis.tree, workspace.settingsFor(open.path).format);
  const change = text === undefined ? undefined : changedSpan(analysis.tree.text, text);
  return change ? [{ range: toRange(doc, change.span), newText: change.text }] : [];
}

/** The same for the imports and blocks that a stretch touches, each of them whole; what stands between them stays. */
export function formatEditsIn({ workspace, spec }: { workspace: Workspace; spec: Spec }, asked: Span): TextEdit[] {
  const { doc, open, analysis } = spec;
  const { tree } = analysis;
  if (obstacles(tree).size > 0) return [];
  const eol = lineEndOf(tree.text);
  const options = workspace.settingsFor(open.path).format;
  return tree.items.flatMap(({ at, item }) => {
    if (at > asked.end || at + item.text.length < asked.start) return [];
    const laid = formatItem(item, options);
    // Blank lines and comments below a block belong to what comes next: a selection of those alone is none of the block.
    if (!laid || at + laid.span.end < asked.start) return [];
    const own = item.text.slice(laid.span.start, laid.span.end);
    const change = changedSpan(own, laid.text.replaceAll('\n', eol));
    return change ? [{ range: toRange(doc, shift(change.span, at + laid.span.start)), newText: change.text }] : [];
  });
}
