// Shows a page in a panel: its document, and what this document may load.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import { type WebviewPage, webviewHtml } from './webviewHtml';

/** Shows a page, which then asks for its content. */
export function showPage(
  { extension }: ClientContext,
  { webview }: vscode.WebviewPanel,
  page: Pick<WebviewPage, 'page' | 'title' | 'pending' | 'hasPictures'>,
): void {
  const folder = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'webviews');
  const uriOf = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = webviewHtml({
    ...page,
    cspSource: webview.cspSource,
    nonce: crypto.randomUUID(),
    script: uriOf('pages.js'),
    styles: [uriOf('codicon.css'), uriOf(`${page.page}.css`)],
  });
}
