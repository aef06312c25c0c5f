// Outline, folding, formatting and completion of artifacts. In a JSON document, the editor's JSON mode provides all but the last.
import type {
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  FormattingOptions,
  Position,
  TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { completeField } from '../../../../src-shared/artifacts/fieldCompletion';
import { ARTIFACT_LANGUAGE } from '../../../../src-shared/protocol/languages';
import { policyFields } from '../../../../src-shared/repro/settings/policyFields';
import { formatJson } from '../../../../src-shared/text/formatJson';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { span } from '../../../../src-shared/text/span';
import { toRange } from '../base/convert';
import { CompletionItemKind, SymbolKind } from '../base/languageServer';
import type { OpenArtifact, WorkspaceView } from '../workspace/workspaceView';

function inOurLanguage(workspace: WorkspaceView, uri: string): OpenArtifact | undefined {
  const found = workspace.artifact(uri);
  return found?.open.doc.languageId === ARTIFACT_LANGUAGE ? found : undefined;
}

const KINDS: Readonly<Record<JsonNode['kind'], SymbolKind>> = {
  object: SymbolKind.Module,
  array: SymbolKind.Array,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  bool: SymbolKind.Boolean,
  null: SymbolKind.Null,
};

/** The fields of an artifact as an outline. */
export function artifactSymbols(workspace: WorkspaceView, uri: string): DocumentSymbol[] {
  const found = inOurLanguage(workspace, uri);
  return found?.artifact.root ? symbolsIn(found.open.doc, found.artifact.root) : [];
}

function symbolsIn(doc: TextDocument, node: JsonNode): DocumentSymbol[] {
  if (node.kind === 'object')
    return node.members.map(({ key, keySpan, value }) => symbol(doc, key, { value, start: keySpan }));
  if (node.kind !== 'array') return [];
  return node.items.map((value, i) => symbol(doc, String(i), { value, start: value.span }));
}

function symbol(
  doc: TextDocument,
  name: string,
  { value, start }: { readonly value: JsonNode; readonly start: JsonNode['span'] },
): DocumentSymbol {
  return {
    // A name must not be empty.
    name: name === '' ? '""' : name,
    detail: detailOf(value),
    kind: KINDS[value.kind],
    range: toRange(doc, span(start.start, value.span.end)),
    selectionRange: toRange(doc, start),
    children: symbolsIn(doc, value),
  };
}

function detailOf(node: JsonNode): string {
  if (node.kind === 'object' || node.kind === 'array') return '';
  if (node.kind === 'null') return 'null';
  if (node.kind === 'bool') return String(node.value);
  return node.secret ? '' : node.text.slice(0, 100);
}

/** The objects and lists of an artifact that span several lines. */
export function artifactFolds(workspace: WorkspaceView, uri: string): FoldingRange[] {
  const found = inOurLanguage(workspace, uri);
  const folds: FoldingRange[] = [];
  const open = found?.artifact.root ? [found.artifact.root] : [];
  for (let node = open.pop(); node && found; node = open.pop()) {
    if (node.kind !== 'object' && node.kind !== 'array') continue;
    const { start, end } = toRange(found.open.doc, node.span);
    // The line with the closing bracket stays visible.
    if (end.line - 1 > start.line) folds.push({ startLine: start.line, endLine: end.line - 1 });
    for (const inner of node.kind === 'array' ? node.items : node.members.map(m => m.value)) open.push(inner);
  }
  return folds.sort((a, b) => a.startLine - b.startLine);
}

/** The edit that lays out an artifact; none where its text cannot be read. */
export function artifactFormatEdits(workspace: WorkspaceView, uri: string, options: FormattingOptions): TextEdit[] {
  const found = inOurLanguage(workspace, uri);
  if (!found?.artifact.root) return [];
  const { doc } = found.open;
  const text = doc.getText();
  const indent = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const hasFinalLineEnd = text.slice(text.trimEnd().length).includes('\n');
  const newText = `${formatJson(text, found.artifact.root, { indent, eol })}${hasFinalLineEnd ? eol : ''}`;
  return newText === text ? [] : [{ range: toRange(doc, span(0, text.length)), newText }];
}

/** The fields that can be added at a position. An editor with the contributed JSON schemas completes its JSON documents itself. */
export function artifactCompletions(workspace: WorkspaceView, uri: string, position: Position): CompletionItem[] {
  const found = workspace.artifact(uri);
  if (!found || (workspace.client.jsonSchemas === true && !inOurLanguage(workspace, uri))) return [];
  const { doc } = found.open;
  const { kind } = found.artifact;
  const place = { kind, text: doc.getText(), offset: doc.offsetAt(position), more: policyFields(kind) };
  return completeField(place).map(({ name, doc: value, replaces, insert }) => ({
    label: name,
    kind: CompletionItemKind.Property,
    filterText: JSON.stringify(name),
    textEdit: { range: toRange(doc, replaces), newText: insert },
    ...(value && { documentation: { kind: 'markdown' as const, value } }),
  }));
}
