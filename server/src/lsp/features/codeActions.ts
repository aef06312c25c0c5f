// Quick fixes: what the checks offer, and for drift the lock commands.
import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type CommandId, commands } from '../../../../src-shared/protocol/commands';
import type { Diagnostic } from '../../../../src-shared/text/diagnostic';
import type { Context } from '../context';
import { toDiagnostic, toQuickFix, toSpan, uriOf } from '../convert';
import { lspFeature } from '../feature';
import { findings, pinnedSpec } from '../findings';

/** `textDocument/codeAction`. */
export const codeActions = lspFeature<CodeActionParams, CodeAction[]>({
  method: 'textDocument/codeAction',
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } },
  fallback: [],
  answer: (context, { textDocument: { uri }, range, context: asked }) => {
    const found = findings(context.workspace, uri);
    if (!found || (asked.only && !asked.only.some(kind => CodeActionKind.QuickFix.startsWith(kind)))) return [];
    const { start, end } = toSpan(found.doc, range);
    const here = found.diagnostics.filter(d => d.span.start <= end && start <= d.span.end);
    return here.flatMap(d => [
      ...d.fixes.map(fix => toQuickFix(found.doc, d, fix)),
      ...lockActions(context, found.doc, d),
    ]);
  },
});

function lockActions({ workspace }: Context, doc: TextDocument, d: Diagnostic): CodeAction[] {
  if (workspace.client.commands !== true) return [];
  const pinned = pinnedSpec(workspace, doc.uri);
  const spec = pinned ? uriOf(pinned) : doc.uri;
  const action = (title: string, command: CommandId, isPreferred = false): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(doc, d)],
    isPreferred,
    command: { title, command, arguments: [spec] },
  });
  if (d.code === 'lock-drift')
    return [action('Regenerate lock', commands.regenerateLock, true), action('Show what changed', commands.showDrift)];
  if (d.code === 'lock-unreadable') return [action('Regenerate lock', commands.regenerateLock)];
  if ((d.code === 'byte-order-mark' && d.fixes.length === 0) || d.code === 'not-utf8') return [changeEncoding(doc, d)];
  return [];
}

// An editor hides the mark, so no text edit can remove it; the editor's own command can.
function changeEncoding(doc: TextDocument, d: Diagnostic): CodeAction {
  const title = 'Save with another encoding';
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(doc, d)],
    command: { title, command: 'workbench.action.editor.changeEncoding' },
  };
}
