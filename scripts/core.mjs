// Loads parts of the TypeScript core into a script: bundled in memory, nothing is written.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Imports what `source` (TypeScript, paths from the root of the project) exports. */
export async function importCore(source) {
  const bundle = await build({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
  });
  return import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`);
}

/** Path of a file from the root of the project. */
export const fromRoot = path => `${root}${path}`;
