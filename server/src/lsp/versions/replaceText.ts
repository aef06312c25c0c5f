// The edits that replace the whole text of an open document.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { lineEndOf } from '../../../../src-shared/kyn/syntax/blockLines';
import type { DocumentEdit } from '../../../../src-shared/protocol/explainRequests';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import { span } from '../../../../src-shared/text/span';
import { toTextEdits } from '../base/convert';

/** Edits of only what changes. The line ends of the document are kept; an edit cannot add a byte order mark that the editor hides. */
export function replaceText(doc: TextDocument, text: string): DocumentEdit[] {
  const before = doc.getText();
  const after = withoutBom(text).replace(/\r\n?|\n/g, lineEndOf(before));
  return toTextEdits(doc, [{ span: span(0, before.length), text: after }]);
}
