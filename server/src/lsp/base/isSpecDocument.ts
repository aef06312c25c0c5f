import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';

/** Whether a document is a spec: by its language, or by its name for clients without that language. */
export const isSpecDocument = (doc: TextDocument): boolean => doc.languageId === 'kynml' || isSpecPath(doc.uri);
