// The programs `kyn.js` and `server.js`, and the core that both start.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundles, nodeOptions, root } from './bundles.mjs';

/** Builds `core.js`, `kyn.js` and `server.js` into a folder. Returns the inputs of the core, as in a metafile of esbuild. */
export async function buildPrograms(folder, { production }) {
  const outfile = path.join(folder, 'core.js');
  const { metafile } = await build({ ...bundles(production).core, outfile, metafile: true });
  const content = createHash('sha256').update(readFileSync(outfile)).digest('hex').slice(0, 12);
  const starter = { folder, production, content };
  await Promise.all([buildStarter('server', starter), buildStarter('kyn', starter, '#!/usr/bin/env node')]);
  return metafile.inputs;
}

/** Builds the small file that starts a program of the core with its cached code. `content`: identifies the content of the core. */
function buildStarter(name, { folder, production, content }, banner = '') {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const define = { PROGRAM: JSON.stringify(name), BUNDLE_VERSION: JSON.stringify(`${version}-${content}`) };
  return build({
    ...nodeOptions(production),
    entryPoints: ['server/src/start.ts'],
    outfile: path.join(folder, `${name}.js`),
    define,
    banner: { js: banner },
  });
}
