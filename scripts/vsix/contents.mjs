// The files that may and must be in the package. Allowed files are listed, so that any new kind of file is noticed.

const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|package\.nls\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/[\w-]+\.js$/,
  /^extension\/dist\/webviews\/[\w-]+\.(js|css|ttf)$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\/media\/[\w/-]+\.(png|svg)$/,
  /^extension\/schemas\/[\w.-]+\.json$/,
  /^extension\/docs\/(diagnostics|reference)\.md$/,
];

const required = [
  'package.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'package.nls.json',
  'dist/extension.js',
  'dist/languageClient.js',
  'dist/core.js',
  'dist/server.js',
  'dist/kyn.js',
  'dist/webviews/diff.js',
  'dist/webviews/diff.css',
  'docs/diagnostics.md',
  'docs/reference.md',
].map(name => `extension/${name}`);

/** Compares the files in a package with the required ones; returns a sentence for each problem. */
export function findProblems(names, { manifest, readme }) {
  const used = [...filesOfManifest(manifest), ...imagesOf(readme)].map(file => `extension/${file}`);
  const needed = new Set([...required, ...used]);
  const isAllowed = name => needed.has(name) || allowed.some(pattern => pattern.test(name));
  const surplus = names
    .filter(name => !isAllowed(name))
    .map(name => `It contains ${name}, which is not used at run time.`);
  const missing = [...needed].filter(name => !names.includes(name)).map(name => `${name} is missing.`);
  return [...surplus, ...missing];
}

// The keys of package.json with a file of the package; values of other keys may look like paths.
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

/** All files that package.json names: grammars, schemas, icons, images of the walkthrough, the main file, the commands. */
function filesOfManifest({ main, icon, bin, contributes }) {
  const found = new Set();
  const visit = (value, key) => {
    if (typeof value === 'string' && fileKeys.includes(key) && isFile(value)) found.add(value.replace(/^\.\//, ''));
    else if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (value && typeof value === 'object') for (const [name, item] of Object.entries(value)) visit(item, name);
  };
  // The defaults of a colour name another colour, by keys that are those of icons too.
  visit({ main, icon, contributes: { ...contributes, colors: [] } });
  for (const file of Object.values(bin ?? {})) visit(file, 'path');
  return found;
}

const isFile = value => /^[\w./-]+\.\w+$/.test(value);

/** The images of this repository in a README, in Markdown or HTML. */
function imagesOf(readme) {
  const links = [...readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)|<(?:img|source)[^>]+(?:src|srcset)="([^"\s]+)/g)];
  return links
    .map(([, markdown, html]) => markdown ?? html)
    .filter(link => !/^[a-z]+:/.test(link))
    .map(link => link.replace(/^\.\//, ''));
}
