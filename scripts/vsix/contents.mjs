// The files that may and must be in the package. Allowed files are listed, so that any new kind of file is noticed.

const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|package\.nls\.json|readme\.md|changelog\.md|SUPPORT\.md|LICENSE\.txt)$/,
  // The MCP server is only in the package for npm.
  /^extension\/dist\/((?!mcp\.)[\w-]+\.js|ThirdPartyNotices\.txt)$/,
  /^extension\/dist\/webviews\/[\w-]+\.(js|css|ttf)$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\/media\/[\w/-]+\.svg$/,
  /^extension\/schemas\/[\w-]+\.editor\.json$/,
];

const required = [
  'package.json',
  'readme.md',
  'changelog.md',
  'SUPPORT.md',
  'LICENSE.txt',
  'package.nls.json',
  'dist/ThirdPartyNotices.txt',
  'dist/extension.js',
  'dist/languageClient.js',
  'dist/core.js',
  'dist/server.js',
  'dist/kyn.js',
  'dist/webviews/pages.js',
  ...['diff', 'reproduction', 'runs'].map(page => `dist/webviews/${page}.css`),
  'dist/webviews/codicon.css',
  'dist/webviews/codicon.ttf',
].map(name => `extension/${name}`);

/**
 * Compares a package with what it must be; returns a sentence for each problem.
 * @param {readonly string[]} names of its files
 * @param {{ manifest: any, readme: string, bytes: number, maxBytes: number }} about `readme`: the README in the package; `bytes`: the size of the package
 */
export function findProblems(names, { manifest, readme, bytes, maxBytes }) {
  const used = filesOfManifest(manifest).map(file => `extension/${file}`);
  const needed = new Set([...required, ...used]);
  const isAllowed = name => needed.has(name) || allowed.some(pattern => pattern.test(name));
  const surplus = names
    .filter(name => !isAllowed(name))
    .map(name => `It contains ${name}, which is not used at run time.`);
  const missing = [...needed].filter(name => !names.includes(name)).map(name => `${name} is missing.`);
  const unseen = relativeTargets(readme).map(
    target => `The README refers to ${target}, which is not found from there.`,
  );
  const size = bytes > maxBytes ? [`It has ${bytes} bytes. At most ${maxBytes} are allowed.`] : [];
  return [...surplus, ...missing, ...unseen, ...size];
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

/** All files that package.json names: grammars, schemas, icons, pictures of the walkthrough, the main file. */
function filesOfManifest({ main, icon, contributes }) {
  const found = new Set();
  const visit = (value, key) => {
    if (typeof value === 'string' && fileKeys.includes(key) && isFile(value)) found.add(value.replace(/^\.\//, ''));
    else if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (value && typeof value === 'object') for (const [name, item] of Object.entries(value)) visit(item, name);
  };
  // The defaults of a colour name another colour, by keys that are those of icons too.
  visit({ main, icon, contributes: { ...contributes, colors: [] } });
  return [...found];
}

const isFile = value => /^[\w./-]+\.\w+$/.test(value);

// VS Code and the marketplace show the README without the files of the package.
function relativeTargets(readme) {
  const links = [...readme.matchAll(/\]\(([^)\s]+)|<(?:img|source)[^>]+(?:src|srcset)="([^"\s]+)/g)];
  return links.map(([, markdown, html]) => markdown ?? html).filter(target => !/^(?:[a-z]+:|#)/.test(target));
}
