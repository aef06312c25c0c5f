// The messages of the official compiler as diagnostics of the validated document, with a source of their own.
import type { Diagnostic, Range } from 'vscode-languageserver';
import type { ImportedFile } from '../../../../src-shared/kyn/names/compose';
import { secretTexts } from '../../../../src-shared/kyn/names/secretTexts';
import type { CompilerMessage } from '../../../../src-shared/repro/diagnostics/compilerOutput';
import { hiderOf } from '../../../../src-shared/text/hiderOf';
import { shift } from '../../../../src-shared/text/span';
import { lineRange, SEVERITIES, toRange, uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { Spec } from '../workspace/workspaceView';

/** The compiler's diagnostics of a document, as far as they are about its current text. */
export function compilerDiagnostics(
  { workspace, validation }: Pick<FeatureContext, 'workspace' | 'validation'>,
  uri: string,
): Diagnostic[] {
  const spec = workspace.spec(uri);
  if (!spec) return [];
  const hide = hiderOf(secretTexts(spec.analysis.tree, spec.analysis.composition));
  return validation.messages(spec).map(compilerMessage => ({
    source: 'kynml validate',
    severity: SEVERITIES[compilerMessage.severity],
    ...located({ ...compilerMessage, message: hide(compilerMessage.message) }, spec, path => workspace.label(path)),
  }));
}

type Located = Pick<Diagnostic, 'message' | 'range' | 'relatedInformation'>;

function located({ message, place }: CompilerMessage, spec: Spec, label: (path: string) => string): Located {
  const { doc } = spec;
  if (!place || place.path === spec.open.path) return { message, range: lineRange(doc, place?.line ?? 1) };
  const withPlace = `${label(place.path)}, line ${place.line}: ${message}`;
  const imported = spec.analysis.composition.files.find(f => f.id === place.path);
  // A file that is not imported has no place in the document, so the first line is used.
  if (!imported) return { message: withPlace, range: lineRange(doc, 1) };
  const start = { line: Math.max(0, place.line - 1), character: 0 };
  const location = { uri: uriOf(place.path), range: { start, end: start } };
  return { message: withPlace, range: importRange(spec, imported), relatedInformation: [{ location, message }] };
}

function importRange({ doc }: Spec, { via: { item, at } }: ImportedFile): Range {
  return toRange(doc, shift(item.path?.span ?? item.keyword.span, at));
}
