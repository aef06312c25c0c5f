// A fresh copy of a workspace for each run, so that a test affects neither the next run nor the repository.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../scripts/atOurEnd.mjs';
import { Halt, root } from '../../scripts/project.mjs';

/** The workspace that is copied by default. */
export const exampleWorkspace = path.join(root, 'examples', 'house-price');

/** A blank, a quote and a dollar in a folder's name: a suite that runs there also proves that paths are safe. */
export const awkwardName = "it's $HOME house";

/** Copies `source` (null: an empty folder) to a folder called `name` in a new temporary folder: { folder, remove() }. */
export function freshWorkspace({ source = exampleWorkspace, name = 'house-price' } = {}) {
  const { folder: parent, remove } = temporaryFolder('workspace');
  const folder = path.join(parent, name);
  mkdirSync(folder);
  if (source !== null) copy(source, folder);
  return { folder, remove };
}

function copy(source, folder) {
  if (!existsSync(source)) throw new Halt(`The workspace ${path.relative(root, source)} does not exist.`);
  cpSync(source, folder, { recursive: true });
}
