// Loads parts of the TypeScript core into a script, bundled in memory.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Imports the exports of `source` (TypeScript, paths relative to the root of the project). */
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

/** The path of a file relative to the root of the project. */
export const fromRoot = path => `${root}${path}`;
