// Bundles the extension, the language server, the command line and the webviews into dist/.
// --production: minified, without source maps.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build, transform } from 'esbuild';
import { bundles, nodeOptions, root } from './bundles.mjs';
import { iconFiles } from './codicons/iconFiles.mjs';

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const production = process.argv.includes('--production');

rmSync(`${root}dist`, { recursive: true, force: true });
await Promise.all(Object.values(bundles(production)).map(options => build(options)));
await Promise.all([starter('server'), starter('kyn', '#!/usr/bin/env node')]);
await writeIcons();

/** Writes the icon font with what the pages use of it. */
async function writeIcons() {
  const folder = `${root}dist/webviews/`;
  const scripts = readdirSync(folder).filter(name => name.endsWith('.js'));
  const { css, font } = iconFiles(scripts.map(name => readFileSync(folder + name, 'utf8')));
  writeFileSync(`${folder}codicon.ttf`, font);
  const { code } = await transform(css, { loader: 'css', minify: production, legalComments: 'none' });
  writeFileSync(`${folder}codicon.css`, code);
}

/** Builds the small file that starts a program of the core with its cached code. */
function starter(name, banner = '') {
  const content = createHash('sha256')
    .update(readFileSync(`${root}dist/core.js`))
    .digest('hex')
    .slice(0, 12);
  const define = { PROGRAM: JSON.stringify(name), BUNDLE_VERSION: JSON.stringify(`${name}-${version}-${content}`) };
  return build({
    ...nodeOptions(production),
    entryPoints: ['server/src/start.ts'],
    outfile: `dist/${name}.js`,
    define,
    banner: { js: banner },
  });
}
