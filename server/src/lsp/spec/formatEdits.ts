// Formatting as edits. A spec with syntax errors is not formatted.
// Formatting changes CONFIG_HASH. The lens of a locked spec shows the drift at once and offers to regenerate the lock, so formatting shows no message.
// The source action "Format and regenerate lock" (codeActions.ts) does both in one step and is offered only while the lock matches.
import type { TextEdit } from 'vscode-languageserver';
import { formatInPlace, formatItem, obstacles } from '../../../../src-shared/kyn/format/format';
import { lineEndOf } from '../../../../src-shared/kyn/syntax/blockLines';
import { changedSpan } from '../../../../src-shared/text/changedSpan';
import type { TextEdit as Edit } from '../../../../src-shared/text/diagnostic';
import { type Span, shift } from '../../../../src-shared/text/span';
import { toRange } from '../base/convert';
import type { SpecSyntax, WorkspaceView } from '../workspace/workspaceView';

/** The change that brings a spec into its canonical form; undefined when it is canonical or has syntax errors. */
export function formatChange({ workspace, spec }: { workspace: WorkspaceView; spec: SpecSyntax }): Edit | undefined {
  const { open, tree } = spec;
  const text = formatInPlace(tree, workspace.settingsFor(open.path).format);
  return text === undefined ? undefined : changedSpan(tree.text, text);
}

/** The same as edits: at most one, because a long spec may change in each of its lines. */
export function formatEdits(request: { workspace: WorkspaceView; spec: SpecSyntax }): TextEdit[] {
  const change = formatChange(request);
  return change ? [{ range: toRange(request.spec.doc, change.span), newText: change.text }] : [];
}

/** The edits for the imports and blocks that a selection touches, each of them whole; text between them is not changed. */
export function formatEditsIn(
  { workspace, spec }: { workspace: WorkspaceView; spec: SpecSyntax },
  selection: Span,
): TextEdit[] {
  const { doc, open, tree } = spec;
  if (obstacles(tree).size > 0) return [];
  const eol = lineEndOf(tree.text);
  const options = workspace.settingsFor(open.path).format;
  return tree.items.flatMap(({ at, item }) => {
    if (at > selection.end || at + item.text.length < selection.start) return [];
    const formatted = formatItem(item, options);
    // Blank lines and comments below a block belong to the next item, so selecting only them does not select the block.
    if (!formatted || at + formatted.span.end < selection.start) return [];
    const before = item.text.slice(formatted.span.start, formatted.span.end);
    const change = changedSpan(before, formatted.text.replaceAll('\n', eol));
    return change ? [{ range: toRange(doc, shift(change.span, at + formatted.span.start)), newText: change.text }] : [];
  });
}
