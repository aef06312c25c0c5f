// Formatting to the canonical form. A spec with syntax errors is left as it is.
import type { DocumentFormattingParams, TextEdit } from 'vscode-languageserver';
import { format } from '../../../../src-shared/kyn/format';
import { changedSpan } from '../../../../src-shared/text/changedSpan';
import { toRange } from '../convert';
import { lspFeature } from '../feature';

/** `textDocument/formatting`. */
export const formatting = lspFeature<DocumentFormattingParams, TextEdit[]>({
  method: 'textDocument/formatting',
  capabilities: { documentFormattingProvider: true },
  fallback: [],
  answer: ({ workspace }, { textDocument: { uri } }) => {
    const spec = workspace.spec(uri);
    const text = spec && format(spec.analysis.tree);
    if (!spec || text === undefined) return [];
    const { doc } = spec;
    // The buffer keeps its kind of line ends; the canonical form is about lines.
    const eol = /\r\n|\n|\r/.exec(doc.getText())?.[0] ?? '\n';
    const change = changedSpan(doc.getText(), text.replaceAll('\n', eol));
    return change ? [{ range: toRange(doc, change.span), newText: change.text }] : [];
  },
});
