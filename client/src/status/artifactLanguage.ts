// Shows artifacts with NaN or an infinity in our own language: VS Code's JSON mode reports such a number as an error, so a diverged run would look
// broken. Only the server decides which files these are, by their content; a file name proves nothing. All other files stay JSON.
import * as vscode from 'vscode';
import { ARTIFACT_LANGUAGE } from '../../../src-shared/protocol/languages';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { isFile, sameUri } from '../ui/uris';

/** Switches the language of open documents. */
export const artifactLanguage: Part = {
  name: 'artifact language',
  start(context) {
    const switched = new WeakSet<vscode.TextDocument>();
    const consider = (document: vscode.TextDocument): void => {
      if (switched.has(document) || !mayBeNonFinite(document) || isChosenByUser(document)) return;
      switchLanguage(context, document, switched).catch(error => context.log.error('artifact language', String(error)));
    };
    const considerAll = (uris: readonly string[]): void => {
      for (const document of vscode.workspace.textDocuments)
        if (uris.length === 0 || uris.some(uri => sameUri(uri, document.uri))) consider(document);
    };
    considerAll([]);
    return vscode.Disposable.from(vscode.workspace.onDidOpenTextDocument(consider), context.onChanged(considerAll));
  },
};

async function switchLanguage(
  { request }: ClientContext,
  document: vscode.TextDocument,
  switched: WeakSet<vscode.TextDocument>,
): Promise<void> {
  const isNonFinite = await request('kynml/isNonFinite', { uri: document.uri.toString() });
  if (!isNonFinite || document.isClosed || document.languageId !== 'json' || switched.has(document)) return;
  // The object stays the same when the language changes: a user who changes it back is not overruled.
  switched.add(document);
  await vscode.languages.setTextDocumentLanguage(document, ARTIFACT_LANGUAGE);
}

// Avoids a request for each JSON file.
const mayBeNonFinite = (document: vscode.TextDocument): boolean =>
  document.languageId === 'json' && isFile(document.uri) && /NaN|Infinity/.test(document.getText());

// A pattern without a slash is for the name of a file.
function isChosenByUser(document: vscode.TextDocument): boolean {
  const associations = vscode.workspace.getConfiguration('files', document).get<Record<string, string>>('associations');
  return Object.keys(associations ?? {}).some(
    glob => vscode.languages.match({ pattern: glob.includes('/') ? glob : `**/${glob}` }, document) > 0,
  );
}
