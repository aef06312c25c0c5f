// The generated workspace whose truth is known (test/generated/workspace.ts), as the folder of a window.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/project.mjs';

const truthOf = folder => path.join(path.dirname(folder), 'truth.json');

/** Fills an empty folder, and keeps the truth next to it. Files are moved, because a copy would have another time. */
export async function writeGeneratedWorkspace(folder) {
  const { generateWorkspace } = await importBundled('test/generated/workspace.ts');
  const { folder: made, remove, ...truth } = generateWorkspace();
  for (const name of readdirSync(made)) renameSync(path.join(made, name), path.join(folder, name));
  remove();
  // JSON has no NaN.
  const text = JSON.stringify(truth, (_, value) => (Number.isNaN(value) ? 'NaN' : value));
  writeFileSync(truthOf(folder), text);
}

/** What is known about the workspace; a metric that diverged is the text `NaN`. */
export const truthIn = folder => JSON.parse(readFileSync(truthOf(folder), 'utf8'));

async function importBundled(file) {
  const bundled = await build({
    entryPoints: [path.join(root, file)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const [{ contents }] = bundled.outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(contents).toString('base64')}`);
}
