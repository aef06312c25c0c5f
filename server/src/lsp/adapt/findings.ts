// Findings with what a client shows.
import type { Diagnostic, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import type { Capabilities } from '../protocol/clientCapabilities';

/** Findings without the tags and the other places that a client does not show. */
export function diagnosticsFor(
  items: readonly Diagnostic[],
  { diagnosticTags, relatedInformation }: Capabilities,
): Diagnostic[] {
  if (diagnosticTags && relatedInformation) return [...items];
  return items.map(({ tags, relatedInformation: related, ...always }) => ({
    ...always,
    ...(tags && diagnosticTags && { tags }),
    ...(related && relatedInformation && { relatedInformation: related }),
  }));
}

/** A report of pulled findings. */
export const reportFor = (report: DocumentDiagnosticReport, client: Capabilities): DocumentDiagnosticReport =>
  report.kind === 'full' ? { ...report, items: diagnosticsFor(report.items, client) } : report;

/** A report of the findings of the workspace. */
export const workspaceReportFor = (
  { items }: WorkspaceDiagnosticReport,
  client: Capabilities,
): WorkspaceDiagnosticReport => ({
  items: items.map(report =>
    report.kind === 'full' ? { ...report, items: diagnosticsFor(report.items, client) } : report,
  ),
});
