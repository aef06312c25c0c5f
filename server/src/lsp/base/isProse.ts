// Documents of other programs in which a CONFIG_HASH refers to a spec or a run: texts for people, and the cells of notebooks.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isDlmPath } from '../../../../src-shared/repro/files/findFiles';
import { isSpecDocument } from './isSpecDocument';

/** The languages of such texts, by their identifiers in editors. */
export const PROSE_LANGUAGES = ['markdown', 'latex', 'tex', 'restructuredtext', 'asciidoc', 'quarto'] as const;

/** The scheme of the cells of a notebook in VS Code. */
export const CELL_SCHEME = 'vscode-notebook-cell';

const LANGUAGES: ReadonlySet<string> = new Set(PROSE_LANGUAGES);
const README = /\/readme[^/]*$/i;

/** Whether a document is such a text. It is neither a spec nor an artifact, whatever it contains. */
export function isProse(doc: TextDocument): boolean {
  const { uri, languageId } = doc;
  if (isSpecDocument(doc) || isDlmPath(uri)) return false;
  return (
    LANGUAGES.has(languageId) || uri.startsWith(`${CELL_SCHEME}:`) || (languageId === 'plaintext' && README.test(uri))
  );
}
