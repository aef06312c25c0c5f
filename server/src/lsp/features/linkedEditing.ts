// Linked editing: a name that is declared and used in one file only changes at all its places while its declaration is typed. Typing at a use
// chooses another name there, and must not rename what it named before. A name that other files know is left to rename, which sees them:
// typing must not change a file that nobody looks at, nor break it.
import type { LinkedEditingRangeParams, LinkedEditingRanges } from 'vscode-languageserver';
import { touches } from '../../../../src-shared/text/span';
import { lspFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { connectedFiles, type NamedFile, nameAt, occurrencesOf } from '../spec/nameOccurrences';

/** What a name is made of; typing anything else ends the linked editing. */
const WORD = '[A-Za-z_][A-Za-z0-9_]*';

/** `textDocument/linkedEditingRange`. */
export const linkedEditing = lspFeature<LinkedEditingRangeParams, LinkedEditingRanges | null>({
  method: 'textDocument/linkedEditingRange',
  capabilities: { linkedEditingRangeProvider: true },
  fallback: null,
  answer: async (context, { textDocument: { uri }, position }) => {
    await context.inventory.ready;
    const found = nameAt(context, uri, position);
    const offset = context.workspace.document(uri)?.doc.offsetAt(position);
    if (found?.name.role !== 'declaration' || offset === undefined || !touches(found.name.span, offset)) return null;
    const here = occurrencesOf([found.file], found.name);
    const declared = here.filter(o => o.occurrence.role === 'declaration').length;
    if (declared !== 1 || here.length < 2 || isShared(context, found.file, found.name)) return null;
    return { ranges: here.map(o => o.location.range), wordPattern: WORD };
  },
});

// A model of an imported file may use a param of this one, so params count too.
function isShared(context: FeatureContext, file: NamedFile, name: Parameters<typeof occurrencesOf>[1]): boolean {
  const others = connectedFiles(context, file).filter(f => f.uri !== file.uri);
  return occurrencesOf(others, name).length > 0;
}
