// Positions and edits in test texts: `$0` is the cursor; edits are applied like in a client.
import type { Position, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The position of `$0` in a text, and the text without it. */
export function cursor(marked: string): { text: string; position: Position } {
  const at = marked.indexOf('$0');
  if (at < 0) throw new Error('no cursor');
  const text = marked.slice(0, at) + marked.slice(at + 2);
  return { text, position: TextDocument.create('t:', '', 0, text).positionAt(at) };
}

/** The position of the first occurrence of a text. */
export const placeOf = (text: string, part: string): Position => {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`no ${part}`);
  return TextDocument.create('t:', '', 0, text).positionAt(at);
};

/** A text after edits. */
export const applied = (text: string, edits: readonly TextEdit[]): string =>
  TextDocument.applyEdits(TextDocument.create('t:', '', 0, text), [...edits]);
