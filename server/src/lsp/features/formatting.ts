// Formatting of a whole spec, of the blocks that a selection touches, and of the indentation of a line while it is typed.
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { headerIndent, newLineIndent } from '../../../../src-shared/kyn/format/indentation';
import { artifactFormatEdits } from '../artifact/artifactStructure';
import { toSpan } from '../base/convert';
import { lspFeature } from '../protocol/feature';
import { TYPED } from '../protocol/formatters';
import { formatEdits, formatEditsIn } from '../spec/formatEdits';

/** `textDocument/formatting`. */
export const formatting = lspFeature<DocumentFormattingParams, TextEdit[]>({
  method: 'textDocument/formatting',
  capabilities: ({ dynamic }) => (dynamic.formatting ? {} : { documentFormattingProvider: true }),
  fallback: [],
  answer: ({ workspace }, { textDocument: { uri }, options }) => {
    const spec = workspace.syntaxOf(uri);
    return spec ? formatEdits({ workspace, spec }) : artifactFormatEdits(workspace, uri, options);
  },
});

/** `textDocument/rangeFormatting`. */
export const rangeFormatting = lspFeature<DocumentRangeFormattingParams, TextEdit[]>({
  method: 'textDocument/rangeFormatting',
  capabilities: ({ dynamic }) => (dynamic.rangeFormatting ? {} : { documentRangeFormattingProvider: true }),
  fallback: [],
  answer: ({ workspace }, { textDocument: { uri }, range }) => {
    const spec = workspace.syntaxOf(uri);
    return spec ? formatEditsIn({ workspace, spec }, toSpan(spec.doc, range)) : [];
  },
});

/** `textDocument/onTypeFormatting`. */
export const onTypeFormatting = lspFeature<DocumentOnTypeFormattingParams, TextEdit[]>({
  method: 'textDocument/onTypeFormatting',
  capabilities: ({ dynamic }) => (dynamic.onTypeFormatting ? {} : { documentOnTypeFormattingProvider: TYPED }),
  fallback: [],
  answer: ({ workspace }, { textDocument: { uri }, position: { line }, ch }) => {
    const doc = workspace.syntaxOf(uri)?.doc;
    if (!doc) return [];
    const text = lineText(doc, line);
    const expected =
      ch === ':' ? headerIndent(text) : line > 0 ? newLineIndent(lineText(doc, line - 1), text) : undefined;
    const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
    if (expected === undefined || expected === indent) return [];
    const range = { start: { line, character: 0 }, end: { line, character: indent.length } };
    return [{ range, newText: expected }];
  },
});

const lineText = (doc: TextDocument, line: number): string =>
  /^[^\r\n]*/.exec(doc.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }))?.[0] ?? '';
