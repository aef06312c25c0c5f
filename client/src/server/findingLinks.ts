// Links the code of each finding to its documentation, which works offline.
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { FINDING_SCHEME } from '../../../src-shared/protocol/findingScheme';

/** Makes codes of findings links. */
export const findingLinks: Middleware = {
  async provideDiagnostics(document, previousResultId, token, next) {
    const report = await next(document, previousResultId, token);
    if (report && 'items' in report) addLinks(report.items);
    return report;
  },
  provideWorkspaceDiagnostics: (resultIds, token, report, next) =>
    next(resultIds, token, chunk => {
      for (const file of chunk?.items ?? []) if ('items' in file) addLinks(file.items);
      report(chunk);
    }),
};

// A message of the official compiler does not have a code.
function addLinks(findings: readonly vscode.Diagnostic[]): void {
  for (const finding of findings) {
    const { code: value } = finding;
    if (typeof value === 'string')
      finding.code = { value, target: vscode.Uri.from({ scheme: FINDING_SCHEME, path: `/${value}.md` }) };
  }
}
