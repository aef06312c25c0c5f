// The HTML frame of a webview. The page itself is drawn by its script from the messages it gets.
import type { Bundle } from '../../../src-shared/protocol/l10n';

/** What the frame refers to. */
export interface WebviewPage {
  readonly title: string;
  /** `webview.cspSource`: where styles and the icon font may come from. */
  readonly cspSource: string;
  /** Fresh for each page; only the script that carries it runs. */
  readonly nonce: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** Said while the first answer takes long. */
  readonly pending: string;
  /** Language of the words (BCP 47), and the words of that language by their English; none for English itself. */
  readonly language: string;
  readonly words: Bundle;
}

/** The whole document. Nothing is allowed but its own script, styles and icon font. */
export function webviewHtml(page: WebviewPage): string {
  const links = page.styles.map(style => `<link rel="stylesheet" href="${escapeHtml(style)}">`);
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy(page))}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>${escapeHtml(page.title)}</title>
${links.join('\n')}
</head>
<body>
<div id="live" class="unseen" role="status"></div>
<main id="root" data-words="${escapeHtml(JSON.stringify(page.words))}"><p class="pending">${escapeHtml(page.pending)}</p></main>
<script nonce="${escapeHtml(page.nonce)}" src="${escapeHtml(page.script)}"></script>
</body>
</html>`;
}

function policy({ cspSource, nonce }: WebviewPage): string {
  return `default-src 'none'; style-src ${cspSource}; font-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character);
}
