// Code actions: the fixes of the checks, lock commands for drift, refactorings, source actions.
import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { jsonByteOrderMark } from '../../../../src-shared/artifacts/findings/jsonByteOrderMark';
import { mergeConflict } from '../../../../src-shared/artifacts/findings/mergeConflict';
import { wrongEncoding } from '../../../../src-shared/artifacts/findings/wrongEncoding';
import { type Refactoring, refactorings } from '../../../../src-shared/kyn/fixes/refactor';
import { commands } from '../../../../src-shared/protocol/commands';
import { lockDrift } from '../../../../src-shared/repro/findings/lockDrift';
import { lockUnreadable } from '../../../../src-shared/repro/findings/lockUnreadable';
import { type Diagnostic, safeEdits } from '../../../../src-shared/text/diagnostic';
import { actionsFor } from '../adapt/actions';
import { pinnedSpec } from '../artifact/pinnedSpec';
import { toDiagnostic, toQuickFix, toSpan, toTextEdits, uriOf } from '../base/convert';
import { CodeActionKind } from '../base/languageServer';
import { findings } from '../diagnostics/findings';
import { lspFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { serverCommands } from '../protocol/serverCommands';
import { copiesSecret } from '../spec/copiesSecret';
import { formatChange } from '../spec/formatEdits';
import { revertActions } from '../versions/revertActions';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.kynml`;
const FORMAT_AND_LOCK = `${CodeActionKind.Source}.formatAndLock.kynml`;
const HASH = `${CodeActionKind.Source}.hash.kynml`;
const LOCK = `${CodeActionKind.Source}.lock.kynml`;
const REFACTOR_KINDS: Readonly<Record<Refactoring['kind'], CodeActionKind>> = {
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
};
const KINDS = [CodeActionKind.QuickFix, FIX_ALL, FORMAT_AND_LOCK, LOCK, HASH, ...Object.values(REFACTOR_KINDS)];

/** `textDocument/codeAction`. */
export const codeActions = lspFeature<CodeActionParams, CodeAction[]>({
  method: 'textDocument/codeAction',
  capabilities: client => ({ codeActionProvider: client.actionLiterals ? { codeActionKinds: KINDS } : true }),
  fallback: [],
  adapt: actionsFor,
  answer: (context, { textDocument: { uri }, range, context: { only } }) => {
    const found = findings(context, uri);
    if (!found) return [];
    const { doc, diagnostics } = found;
    const { start, end } = toSpan(doc, range);
    const here = diagnostics.filter(d => d.span.start <= end && start <= d.span.end);
    const quick = here.flatMap(d => [
      ...d.fixes.map(fix => toQuickFix(doc, d, fix)),
      ...lockActions(context, doc, d),
      ...(d.code === lockDrift.code ? revertActions(context, uri, d) : []),
    ]);
    // A refactoring with the title of a fix would be a duplicate.
    const refactor = refactorActions(context, uri, start).filter(r => !quick.some(q => q.title === r.title));
    const all = [...quick, ...fixAll(doc, diagnostics), ...refactor, ...specActions(context, uri, start)];
    // Formatting a whole spec is expensive, so it is done only when source actions are requested.
    const source = only && isRequested(FORMAT_AND_LOCK, only) ? formatAndLock(context, uri) : [];
    const requested = [...all.filter(action => isRequested(action.kind ?? '', only)), ...source];
    if (requested.length === 0) return requested;
    const copies = copiesSecret(context.workspace, uri);
    return requested.filter(action => !copies(action));
  },
});

// A requested kind includes its sub-kinds. The protocol returns source actions only on request.
function isRequested(kind: string, only: readonly string[] | undefined): boolean {
  if (!only) return kind !== FIX_ALL;
  return only.some(o => o === '' || kind === o || kind.startsWith(`${o}.`));
}

function fixAll(doc: TextDocument, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const edits = safeEdits(diagnostics);
  if (edits.length === 0) return [];
  const changes = { [doc.uri]: toTextEdits(doc, edits) };
  return [{ title: 'Fix all safely fixable problems', kind: FIX_ALL, edit: { changes } }];
}

// What KynML's own client has as lenses.
function specActions({ workspace }: FeatureContext, uri: string, offset: number): CodeAction[] {
  const spec = workspace.syntaxOf(uri);
  if (workspace.client.commands === true || spec?.open.path === undefined) return [];
  const isFirstLine = spec.doc.positionAt(offset).line === 0;
  if (!isFirstLine) return [];
  const action = (title: string, kind: CodeActionKind, command: string): CodeAction => ({
    title,
    kind,
    command: { title, command, arguments: [uri] },
  });
  const isMissing = workspace.lock(spec.open.path).state === 'missing';
  return [
    ...(isMissing ? [action('Create lock', LOCK, serverCommands.createLock)] : []),
    action('Show CONFIG_HASH', HASH, serverCommands.configHash),
  ];
}

function refactorActions({ workspace }: FeatureContext, uri: string, offset: number): CodeAction[] {
  const spec = workspace.spec(uri);
  if (!spec) return [];
  const { doc, analysis } = spec;
  return refactorings(analysis.tree, analysis.scope, offset).map(({ title, kind, edits }) => ({
    title,
    kind: REFACTOR_KINDS[kind],
    edit: { changes: { [uri]: toTextEdits(doc, edits) } },
  }));
}

// Formatting a locked spec makes it drift, so this action also regenerates the lock. Not offered for a drifted spec: it would lock unreviewed changes.
function formatAndLock({ workspace }: FeatureContext, uri: string): CodeAction[] {
  const spec = workspace.syntaxOf(uri);
  const path = spec?.open.path;
  if (!spec || path === undefined || workspace.client.commands !== true) return [];
  if (workspace.lock(path).state !== 'locked') return [];
  const change = formatChange({ workspace, spec });
  if (!change) return [];
  const title = 'Format and regenerate lock';
  const command = { title, command: commands.regenerateLock, arguments: [uri] };
  return [{ title, kind: FORMAT_AND_LOCK, edit: { changes: { [uri]: toTextEdits(spec.doc, [change]) } }, command }];
}

function lockActions({ workspace }: FeatureContext, doc: TextDocument, d: Diagnostic): CodeAction[] {
  const pinned = pinnedSpec(workspace, doc.uri);
  const spec = pinned ? uriOf(pinned) : doc.uri;
  const isOwn = workspace.client.commands === true;
  const action = (title: string, command: string, more: Pick<CodeAction, 'isPreferred'> = {}): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(doc, d)],
    ...more,
    command: { title, command, arguments: command === commands.explainHash ? [spec, 'lock'] : [spec] },
  });
  const regenerate = isOwn ? commands.regenerateLock : serverCommands.regenerateLock;
  if (d.code === lockDrift.code)
    return [
      // A key for the preferred fix must not accept drift, and only our own client asks before the lock is written.
      action('Regenerate lock', regenerate, isOwn ? { isPreferred: true } : {}),
      ...(isOwn
        ? [action('Show what changed', commands.showDrift), action('Explain the hash', commands.explainHash)]
        : []),
    ];
  const isConflictOfLock = d.code === mergeConflict.code && pinned !== undefined;
  if (d.code === lockUnreadable.code || isConflictOfLock) return [action('Regenerate lock', regenerate)];
  if (!isOwn) return [];
  if ((MARKS.has(d.code) && d.fixes.length === 0) || ENCODING_CODES.has(d.code)) return [changeEncoding(doc, d)];
  return [];
}

const MARKS: ReadonlySet<string> = new Set(['byte-order-mark', jsonByteOrderMark.code]);
const ENCODING_CODES: ReadonlySet<string> = new Set(['not-utf8', wrongEncoding.code]);

// An editor hides the byte order mark, so only the editor's own command can remove it.
function changeEncoding(doc: TextDocument, d: Diagnostic): CodeAction {
  const title = 'Save with another encoding';
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(doc, d)],
    command: { title, command: 'workbench.action.editor.changeEncoding' },
  };
}
