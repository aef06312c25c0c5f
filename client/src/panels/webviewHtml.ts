// The HTML document of a webview. Its script renders the page from messages.

/** The parts of the document. */
export interface WebviewPage {
  /** Which page of the script is shown. */
  readonly page: 'diff' | 'reproduction' | 'runs';
  readonly title: string;
  /** `webview.cspSource`: the allowed source of styles and the icon font. */
  readonly cspSource: string;
  /** Unique for each page; only the script with this nonce runs. */
  readonly nonce: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** Text while the first response is pending. */
  readonly pending: string;
  /** The page makes pictures of its own content, from `data:` URIs. */
  readonly hasPictures?: boolean;
}

/** The complete document. Only its own script, styles and icon font are allowed, and pictures that it makes itself. */
export function webviewHtml(page: WebviewPage): string {
  const links = page.styles.map(style => `<link rel="stylesheet" href="${escapeHtml(style)}">`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy(page))}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>${escapeHtml(page.title)}</title>
${links.join('\n')}
</head>
<body>
<div id="live" class="unseen" role="status"></div>
<main id="root" data-page="${page.page}"><p class="pending">${escapeHtml(page.pending)}</p></main>
<script nonce="${escapeHtml(page.nonce)}" src="${escapeHtml(page.script)}"></script>
</body>
</html>`;
}

function policy({ cspSource, nonce, hasPictures }: WebviewPage): string {
  const pictures = hasPictures ? 'data:' : `'none'`;
  return `default-src 'none'; style-src ${cspSource}; font-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; img-src ${pictures}`;
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
