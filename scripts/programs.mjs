// The programs `kyn.js` and `server.js`, and the core that both start.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundles, nodeOptions, root } from './bundles.mjs';
import { joinChunks } from './joinChunks.mjs';

/** Builds `core.js`, `kyn.js` and `server.js` into a folder. Returns the inputs of the core, as in a metafile of esbuild. */
export async function buildPrograms(folder, { production }) {
  const { text, inputs } = await buildCore(bundles(production).core, folder);
  const content = createHash('sha256').update(text).digest('hex').slice(0, 12);
  await buildStarter(folder, { production, content });
  writeFileSync(path.join(folder, 'server.js'), "require('./kyn.js');\n");
  return inputs;
}

/** Builds the MCP server `mcp.js` into a folder, next to the programs. Returns its inputs. */
export async function buildMcp(folder, { production }) {
  const { metafile } = await build({ ...bundles(production).mcp, outdir: folder });
  return metafile.inputs;
}

/**
 * Builds `core.js` into a folder: { text, inputs }.
 * @param {import('esbuild').BuildOptions} options
 * @param {string} folder
 */
export async function buildCore({ sourcemap, ...options }, folder) {
  const isMapped = sourcemap !== false;
  const built = await build({
    ...options,
    outdir: folder,
    ...(isMapped && { sourcemap: 'inline' }),
    write: false,
    metafile: true,
  });
  const chunks = built.outputFiles.map(file => ({ path: `./${path.basename(file.path)}`, text: file.text }));
  const { text, map } = await joinChunks(chunks, {
    entry: './core.js',
    minify: options.minify === true,
    sourcemap: isMapped,
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'core.js'), map === undefined ? text : `${text}//# sourceMappingURL=core.js.map\n`);
  if (map !== undefined) writeFileSync(path.join(folder, 'core.js.map'), map);
  return { text, inputs: built.metafile.inputs };
}

/** Builds the small file `kyn.js` that starts a program of the core with its cached code. `content`: identifies the content of the core. */
function buildStarter(folder, { production, content }) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return build({
    ...nodeOptions(production),
    entryPoints: ['server/src/start.ts'],
    outfile: path.join(folder, 'kyn.js'),
    define: { BUNDLE_VERSION: JSON.stringify(`${version}-${content}`) },
    banner: { js: '#!/usr/bin/env node' },
  });
}
