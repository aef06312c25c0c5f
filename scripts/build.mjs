// Bundles the extension, the language server, the command line and the webviews into dist/.
// --production: minified, without source maps.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { bundles, nodeOptions, root } from './bundles.mjs';

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const production = process.argv.includes('--production');

rmSync(`${root}dist`, { recursive: true, force: true });
await Promise.all(Object.values(bundles(production)).map(options => build(options)));
await Promise.all([starter('server'), starter('kyn', '#!/usr/bin/env node')]);
mkdirSync(`${root}dist/webviews`, { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf'])
  cpSync(`${root}node_modules/@vscode/codicons/dist/${file}`, `${root}dist/webviews/${file}`);

/** Builds the small file that starts a bundle with its cached code, or the server. */
function starter(name, banner = '') {
  const define = { MAIN: JSON.stringify(bundle(name)), SERVER: JSON.stringify(bundle('server')) };
  return build({
    ...nodeOptions(production),
    entryPoints: ['server/src/start.ts'],
    outfile: `dist/${name}.js`,
    define,
    banner: { js: banner },
  });
}

/** The file of a bundle, and a version that identifies its content. */
function bundle(name) {
  const file = `${name}Main.js`;
  const content = createHash('sha256')
    .update(readFileSync(`${root}dist/${file}`))
    .digest('hex')
    .slice(0, 12);
  return { file, version: `${name}-${version}-${content}` };
}
