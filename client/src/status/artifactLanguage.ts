// Shows artifacts with NaN, an infinity or a merge conflict in our own language: VS Code's JSON mode reports such a number as an error, so a diverged
// run would look broken, and several errors for each marker of a conflict. Only the server decides which files these are, by their content; a file
// name proves nothing. All other files are JSON.
import * as vscode from 'vscode';
import { ARTIFACT_LANGUAGE } from '../../../src-shared/protocol/languages';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { isFile, sameUri } from '../ui/uris';

/** Switches the language of open documents, and back when the reason is gone. */
export const artifactLanguage: Part = {
  name: 'artifact language',
  start(context) {
    const switched = new WeakSet<vscode.TextDocument>();
    const consider = (document: vscode.TextDocument): void => {
      if (!isSwitchedByUs(document, switched) && !maySwitch(document, switched)) return;
      setLanguage(context, document, switched).catch(error => context.log.error('artifact language', String(error)));
    };
    const considerAll = (uris: readonly string[]): void => {
      for (const document of vscode.workspace.textDocuments)
        if (uris.length === 0 || uris.some(uri => sameUri(uri, document.uri))) consider(document);
    };
    considerAll([]);
    return vscode.Disposable.from(vscode.workspace.onDidOpenTextDocument(consider), context.onChanged(considerAll));
  },
};

type Documents = WeakSet<vscode.TextDocument>;

// The object of a document stays the same when its language changes.
async function setLanguage(
  { request }: ClientContext,
  document: vscode.TextDocument,
  switched: Documents,
): Promise<void> {
  const isOurs = await request('kynml/ownLanguage', { uri: document.uri.toString() });
  if (isOurs === null || document.isClosed) return;
  if (isOurs && maySwitch(document, switched)) {
    switched.add(document);
    await vscode.languages.setTextDocumentLanguage(document, ARTIFACT_LANGUAGE);
  } else if (!isOurs && isSwitchedByUs(document, switched)) {
    switched.delete(document);
    await vscode.languages.setTextDocumentLanguage(document, 'json');
  }
}

const isSwitchedByUs = (document: vscode.TextDocument, switched: Documents): boolean =>
  document.languageId === ARTIFACT_LANGUAGE && switched.has(document);

// A user who changes the language back is not overruled. The text is searched first, to avoid a request for each JSON file.
const maySwitch = (document: vscode.TextDocument, switched: Documents): boolean =>
  document.languageId === 'json' &&
  !switched.has(document) &&
  isFile(document.uri) &&
  /NaN|Infinity|^[<|=>]{7}/m.test(document.getText()) &&
  !isChosenByUser(document);

// A pattern without a slash is for the name of a file.
function isChosenByUser(document: vscode.TextDocument): boolean {
  const associations = vscode.workspace.getConfiguration('files', document).get<Record<string, string>>('associations');
  return Object.keys(associations ?? {}).some(
    glob => vscode.languages.match({ pattern: glob.includes('/') ? glob : `**/${glob}` }, document) > 0,
  );
}
