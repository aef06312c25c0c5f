// Links the code of a finding to its section in docs/diagnostics.md, which ships with the extension and works offline.
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** Makes codes of findings links. The page is read once, for the first finding. */
export function diagnosticsPage(extensionUri: vscode.Uri): Middleware {
  const page = vscode.Uri.joinPath(extensionUri, 'docs', 'diagnostics.md');
  let lines: Promise<ReadonlyMap<string, number>> | undefined;
  const addLinks = (items: readonly vscode.Diagnostic[], sections: ReadonlyMap<string, number>): void => {
    for (const finding of items) {
      const line = sections.get(String(finding.code));
      if (line !== undefined)
        finding.code = { value: String(finding.code), target: page.with({ fragment: `L${line}` }) };
    }
  };
  return {
    async provideDiagnostics(document, previousResultId, token, next) {
      const report = await next(document, previousResultId, token);
      if (!report || !('items' in report) || report.items.length === 0) return report;
      lines ??= sectionsOf(page);
      addLinks(report.items, await lines);
      return report;
    },
    async provideWorkspaceDiagnostics(resultIds, token, report, next) {
      lines ??= sectionsOf(page);
      const sections = await lines;
      return next(resultIds, token, chunk => {
        for (const file of chunk?.items ?? []) if ('items' in file) addLinks(file.items, sections);
        report(chunk);
      });
    },
  };
}

/** Line, from 1, of the section of each code; empty when the page cannot be read. */
async function sectionsOf(page: vscode.Uri): Promise<ReadonlyMap<string, number>> {
  try {
    return sectionLines(new TextDecoder().decode(await vscode.workspace.fs.readFile(page)));
  } catch {
    return new Map();
  }
}

/** Line, from 1, of each heading `### code` of a page. */
function sectionLines(text: string): ReadonlyMap<string, number> {
  const found = text
    .split('\n')
    .flatMap((line, i) => (line.startsWith('### ') ? [[line.slice(4).trim(), i + 1] as const] : []));
  return new Map(found);
}
