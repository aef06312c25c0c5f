// Definition and declaration, which are the same in KynML: from a use of a model, dataset or param to its declaration, across imports; from an import to
// its file.
import type { DeclarationParams, DefinitionParams, Location } from 'vscode-languageserver';
import { dirname } from '../../../../src-shared/host/paths';
import { resolveWritten } from '../../../../src-shared/host/resolveParents';
import { importsOf } from '../../../../src-shared/kyn/names/compose';
import { shift, touches } from '../../../../src-shared/text/span';
import { uriOf } from '../base/convert';
import { lspFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { filesDeclaring } from '../spec/filesReferencing';
import { nameAt, occurrencesOf } from '../spec/nameOccurrences';

/** `textDocument/definition`. */
export const definition = lspFeature<DefinitionParams, Location[]>({
  method: 'textDocument/definition',
  capabilities: { definitionProvider: true },
  fallback: [],
  answer: (context, { textDocument: { uri }, position }) => declarationsAt(context, uri, position),
});

/** `textDocument/declaration`. */
export const declaration = lspFeature<DeclarationParams, Location[]>({
  method: 'textDocument/declaration',
  capabilities: { declarationProvider: true },
  fallback: [],
  answer: (context, { textDocument: { uri }, position }) => declarationsAt(context, uri, position),
});

function declarationsAt(context: FeatureContext, uri: string, position: DefinitionParams['position']): Location[] {
  const found = nameAt(context, uri, position);
  if (!found) return importTarget(context, uri, position);
  const all = occurrencesOf(filesDeclaring(context, found.file, found.name), found.name);
  return all.filter(({ occurrence }) => occurrence.role === 'declaration').map(({ location }) => location);
}

function importTarget({ workspace }: FeatureContext, uri: string, position: DefinitionParams['position']): Location[] {
  const spec = workspace.spec(uri);
  const path = spec?.open.path;
  if (!spec || path === undefined) return [];
  const offset = spec.doc.offsetAt(position);
  const statement = importsOf(spec.analysis.tree).find(
    ({ at, item }) => item.path && touches(shift(item.path.span, at), offset),
  );
  const target = statement?.item.path && resolveWritten(workspace.host, dirname(path), statement.item.path.value);
  if (target === undefined || !workspace.read(target).ok) return [];
  const start = { line: 0, character: 0 };
  return [{ uri: uriOf(target), range: { start, end: start } }];
}
