// A copy of what goes into the package, with its JSON files as small as possible: only VS Code reads them.
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../atOurEnd.mjs';
import { root } from '../project.mjs';

const parts = [
  '.vscodeignore',
  'package.json',
  'package.nls.json',
  'CHANGELOG.md',
  'LICENSE',
  'SUPPORT.md',
  'dist',
  'media',
  'schemas',
  'syntaxes',
];

// What only the build needs.
const ofTheBuild = ['scripts', 'devDependencies', 'dependencies'];

/** Copies it into a new temporary folder: { folder, remove }. */
export function stagedFiles() {
  const { folder, remove } = temporaryFolder('vsix');
  for (const part of parts) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  for (const file of jsonFiles(folder)) writeFileSync(file, smallJson(readFileSync(file, 'utf8'), path.basename(file)));
  return { folder, remove };
}

/** JSON text without spaces, and a package.json without what only the build needs. */
export function smallJson(text, name) {
  const value = JSON.parse(text);
  if (name === 'package.json') for (const key of ofTheBuild) delete value[key];
  return JSON.stringify(value);
}

const jsonFiles = folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => path.join(folder, name))
    .filter(file => file.endsWith('.json') && statSync(file).isFile());
