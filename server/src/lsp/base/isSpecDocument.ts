import type { TextDocument } from 'vscode-languageserver-textdocument';

/** Whether a document is a spec: by its language, or by its name for clients without that language. */
export const isSpecDocument = (doc: TextDocument): boolean => doc.languageId === 'kynml' || doc.uri.endsWith('.kyn');
