// What the official compiler said, as findings of the document that was asked about: beside ours, told apart by their source.
import type { Diagnostic, Range } from 'vscode-languageserver';
import type { ImportedFile } from '../../../../src-shared/kyn/names/compose';
import type { CompilerMessage } from '../../../../src-shared/repro/diagnostics/compilerOutput';
import { shift } from '../../../../src-shared/text/span';
import { lineRange, SEVERITIES, toRange, uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { Spec } from '../workspace/workspace';

/** The findings that the official compiler has in a document as its text is now. */
export function compilerDiagnostics({ workspace, validation }: FeatureContext, uri: string): Diagnostic[] {
  const spec = workspace.spec(uri);
  if (!spec) return [];
  return validation.remarks(spec).map(remark => ({
    source: 'kynml validate',
    severity: SEVERITIES[remark.severity],
    ...located(remark, spec, path => workspace.label(path)),
  }));
}

type Located = Pick<Diagnostic, 'message' | 'range' | 'relatedInformation'>;

function located({ message, place }: CompilerMessage, spec: Spec, label: (path: string) => string): Located {
  const { doc } = spec;
  if (!place || place.path === spec.open.path) return { message, range: lineRange(doc, place?.line ?? 1) };
  const there = `${label(place.path)}, line ${place.line}: ${message}`;
  const imported = spec.analysis.composition.files.find(f => f.id === place.path);
  // A file that is not among the imports is named, but nothing here is known to lead to it.
  if (!imported) return { message: there, range: lineRange(doc, 1) };
  const start = { line: Math.max(0, place.line - 1), character: 0 };
  const location = { uri: uriOf(place.path), range: { start, end: start } };
  return { message: there, range: importRange(spec, imported), relatedInformation: [{ location, message }] };
}

function importRange({ doc }: Spec, { via: { item, at } }: ImportedFile): Range {
  return toRange(doc, shift(item.path?.span ?? item.keyword.span, at));
}
