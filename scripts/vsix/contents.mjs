// What may and what must be in the package. A list of what may be there, so that a new kind of file is noticed, whatever it is.

const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|package\.nls[\w.-]*\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/[\w-]+\.js$/,
  /^extension\/dist\/webviews\/[\w-]+\.(js|css|ttf)$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\/media\/[\w/-]+\.(png|svg)$/,
  /^extension\/l10n\/bundle\.l10n\.[\w-]+\.json$/,
  /^extension\/schemas\/[\w.-]+\.json$/,
  /^extension\/docs\/diagnostics\.md$/,
];

const required = [
  'package.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'package.nls.json',
  'package.nls.de.json',
  'l10n/bundle.l10n.de.json',
  'dist/extension.js',
  'dist/server.js',
  'dist/kyn.js',
  'dist/webviews/diff.js',
  'dist/webviews/diff.css',
  'docs/diagnostics.md',
].map(name => `extension/${name}`);

/** Compares the names in a package with what it needs; gives a sentence for each thing that is wrong. */
export function findProblems(names, { manifest, readme }) {
  const used = [...filesOfManifest(manifest), ...imagesOf(readme)].map(file => `extension/${file}`);
  const needed = new Set([...required, ...used]);
  const mayHold = name => needed.has(name) || allowed.some(pattern => pattern.test(name));
  const surplus = names
    .filter(name => !mayHold(name))
    .map(name => `It holds ${name}, which nothing uses when it runs.`);
  const missing = [...needed].filter(name => !names.includes(name)).map(name => `It lacks ${name}.`);
  return [...surplus, ...missing];
}

// The keys of package.json whose value is a file of the package; other texts there may look like a path without being one.
const fileKeys = [
  'configuration',
  'dark',
  'hc',
  'hcLight',
  'icon',
  'image',
  'light',
  'main',
  'markdown',
  'path',
  'svg',
  'url',
];

/** Every file that package.json names: grammars, schemas, icons, pictures of the walkthrough, the main file, the commands. */
function filesOfManifest({ main, icon, bin, contributes }) {
  const found = new Set();
  const visit = (value, key) => {
    if (typeof value === 'string' && fileKeys.includes(key) && isFile(value)) found.add(value.replace(/^\.\//, ''));
    else if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (value && typeof value === 'object') for (const [name, item] of Object.entries(value)) visit(item, name);
  };
  visit({ main, icon, contributes });
  for (const file of Object.values(bin ?? {})) visit(file, 'path');
  return found;
}

const isFile = value => /^[\w./-]+\.\w+$/.test(value);

/** The pictures of this repository that a README shows, in Markdown or in HTML. */
function imagesOf(readme) {
  const links = [...readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)|<(?:img|source)[^>]+(?:src|srcset)="([^"\s]+)/g)];
  return links
    .map(([, markdown, html]) => markdown ?? html)
    .filter(link => !/^[a-z]+:/.test(link))
    .map(link => link.replace(/^\.\//, ''));
}
