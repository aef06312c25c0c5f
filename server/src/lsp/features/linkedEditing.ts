// Linked editing: a name that is used in one file only changes at all its occurrences while its declaration is edited. Editing a use selects another
// name, so it does not start linked editing. A name that other files use needs a rename: typing must not change or break files that are not visible.
import type { LinkedEditingRangeParams, LinkedEditingRanges } from 'vscode-languageserver';
import { touches } from '../../../../src-shared/text/span';
import { lspFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { connectedFiles, type NamedFile, nameAt, occurrencesOf } from '../spec/nameOccurrences';

/** The characters of a name; typing any other character ends linked editing. */
const WORD = '[A-Za-z_][A-Za-z0-9_]*';

/** `textDocument/linkedEditingRange`. */
export const linkedEditing = lspFeature<LinkedEditingRangeParams, LinkedEditingRanges | null>({
  method: 'textDocument/linkedEditingRange',
  capabilities: { linkedEditingRangeProvider: true },
  needsSearch: true,
  fallback: null,
  answer: (context, { textDocument: { uri }, position }) => {
    const found = nameAt(context, uri, position);
    const offset = context.workspace.document(uri)?.doc.offsetAt(position);
    if (found?.name.role !== 'declaration' || offset === undefined || !touches(found.name.span, offset)) return null;
    const here = occurrencesOf([found.file], found.name);
    const declarations = here.filter(o => o.occurrence.role === 'declaration').length;
    if (declarations !== 1 || here.length < 2 || isShared(context, found.file, found.name)) return null;
    return { ranges: here.map(o => o.location.range), wordPattern: WORD };
  },
});

// A model of an imported file may use a param of this one, so params count too.
function isShared(context: FeatureContext, file: NamedFile, name: Parameters<typeof occurrencesOf>[1]): boolean {
  const others = connectedFiles(context, file).filter(f => f.uri !== file.uri);
  return occurrencesOf(others, name).length > 0;
}
