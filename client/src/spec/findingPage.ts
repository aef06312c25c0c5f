// The documentation of a finding as a read-only document. The server returns it by its code, so it is restored after a reload of the window.
import * as vscode from 'vscode';
import { FINDING_SCHEME } from '../../../src-shared/protocol/findingScheme';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { t } from '../ui/l10n';

/** Provides the documents that the codes of findings link to. */
export const findingPage: Part = {
  name: 'finding page',
  start: context =>
    vscode.workspace.registerTextDocumentContentProvider(FINDING_SCHEME, {
      provideTextDocumentContent: uri => textOf(context, uri),
    }),
};

async function textOf(context: ClientContext, { path }: vscode.Uri): Promise<string> {
  const code = path.slice(1).replace(/\.md$/, '');
  const text = await context.request('kynml/findingPage', { code });
  if (text === null) throw new Error(t('No documentation was found for the finding {0}.', code));
  return text;
}
