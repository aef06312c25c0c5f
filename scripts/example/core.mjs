// The product's own language core (src-shared/kyn), bundled in memory, for scripts that have to read a spec.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCES = fileURLToPath(new URL('../../src-shared/', import.meta.url));

const ENTRY = `
export { parse } from './kyn/parse';
export { analyze } from './kyn/analyze';
export { compose } from './kyn/compose';
export { blocksOf, resolved } from './kyn/scope';
export { lineIndex, positionAt } from './text/lineIndex';
`;

/** Loads the core; nothing is written to disk. */
export async function loadCore() {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: SOURCES, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
