// The only conversion between the core and LSP: offsets and positions, severities, paths and URIs.
import type { CodeAction, Diagnostic as LspDiagnostic, TextEdit as LspTextEdit, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { entryPath } from '../../../../src-shared/artifacts/read';
import { isBrowser } from '../../../../src-shared/host/slashes';
import {
  type Diagnostic,
  type Fix,
  isPreferred,
  type Severity,
  type TextEdit,
} from '../../../../src-shared/text/diagnostic';
import { limitFindings } from '../../../../src-shared/text/limitFindings';
import { minimalEdits } from '../../../../src-shared/text/minimalEdits';
import type { Span } from '../../../../src-shared/text/span';
import { filePath, fileUri } from './fileUris';
import { CodeActionKind, DiagnosticSeverity, DiagnosticTag } from './languageServer';
import { virtualPath, virtualUri } from './virtualUris';

/** Severities of LSP. */
export const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A span as a range of a document. */
export const toRange = (doc: TextDocument, { start, end }: Span): Range => ({
  start: doc.positionAt(start),
  end: doc.positionAt(end),
});

/** A range of a document as a span. */
export const toSpan = (doc: TextDocument, { start, end }: Range): Span => ({
  start: doc.offsetAt(start),
  end: doc.offsetAt(end),
});

/** A line without surrounding blanks. `line` counts from 1; a line outside of the document is replaced by the nearest one. */
export function lineRange(doc: TextDocument, line: number): Range {
  const at = Math.max(0, Math.min(line, doc.lineCount) - 1);
  const text = doc.getText({ start: { line: at, character: 0 }, end: { line: at + 1, character: 0 } });
  const end = text.trimEnd().length;
  const start = end - text.trim().length;
  return { start: { line: at, character: start }, end: { line: at, character: end } };
}

/** Converts a finding to LSP. */
export function toDiagnostic(doc: TextDocument, d: Diagnostic): LspDiagnostic {
  return {
    source: 'kynml',
    code: d.code,
    severity: SEVERITIES[d.severity],
    message: d.message,
    range: toRange(doc, d.span),
    ...(d.unused && { tags: [DiagnosticTag.Unnecessary] }),
  };
}

/** Converts the findings of a file to LSP, with a limited number of them. */
export const toDiagnostics = (doc: TextDocument, all: readonly Diagnostic[]): LspDiagnostic[] =>
  limitFindings(all).shown.map(d => toDiagnostic(doc, d));

/** Edits of the core as edits of LSP, which replace only what changes. */
export const toTextEdits = (doc: TextDocument, edits: readonly TextEdit[]): LspTextEdit[] =>
  edits
    .flatMap(edit => minimalEdits(doc.getText(), edit))
    .map(({ span, text }) => ({ range: toRange(doc, span), newText: text }));

/** A fix as a quick fix. */
export function toQuickFix(doc: TextDocument, d: Diagnostic, fix: Fix): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(doc, d)],
    isPreferred: isPreferred(d, fix),
    edit: { changes: { [doc.uri]: toTextEdits(doc, fix.edits) } },
  };
}

/** The path of a file's URI with `/`; undefined for documents that are not files. */
export function pathOf(uri: string): string | undefined {
  if (isBrowser) return virtualPath(uri);
  return uri.startsWith('file:') ? filePath(uri) : undefined;
}

/** The URI of a path. */
export const uriOf = (path: string): string => (isBrowser ? virtualUri(path) : fileUri(path));

/** The path of a run: that of its file, for an entry of a sweep with its number, which is the fragment of the URI. Undefined for a URI of no file. */
export function runPathOf(uri: string): string | undefined {
  const entry = entryPath(uri);
  const path = pathOf(entry?.file ?? uri);
  return entry && path !== undefined ? `${path}#${entry.index}` : path;
}

/** The URI of a run by its path. */
export function runUriOf(path: string): string {
  const entry = entryPath(path);
  return entry ? `${uriOf(entry.file)}#${entry.index}` : uriOf(path);
}
