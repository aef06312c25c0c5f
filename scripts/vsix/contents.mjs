// What may and what must be in the package. A list of what may be there, so that a new kind of file is noticed, whatever it is.

const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/[\w-]+\.js$/,
  /^extension\/dist\/webviews\/[\w-]+\.(js|css|ttf)$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\/schemas\/[\w.-]+\.json$/,
];

const required = [
  'package.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'dist/extension.js',
  'dist/server.js',
  'dist/kyn.js',
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

/** Every "./file" in package.json: grammars, schemas, icons, the main file ... Scripts and settings are not read. */
function filesOfManifest({ main, bin, icon, contributes }) {
  const found = new Set(icon ? [icon] : []);
  const visit = value => {
    if (typeof value === 'string' && value.startsWith('./')) found.add(value.slice(2));
    if (value && typeof value === 'object') Object.values(value).forEach(visit);
  };
  visit([main, bin, contributes]);
  return found;
}

/** The pictures of this repository that a README shows, in Markdown or in HTML. */
function imagesOf(readme) {
  const links = [...readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)|<(?:img|source)[^>]+(?:src|srcset)="([^"\s]+)/g)];
  return links
    .map(([, markdown, html]) => markdown ?? html)
    .filter(link => !/^[a-z]+:/.test(link))
    .map(link => link.replace(/^\.\//, ''));
}
