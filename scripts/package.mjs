// npm run package: builds the VSIX and checks that it contains exactly the required files.
// `npm run package -- --address URL` names where the files of the repository are served, so that the README shows its pictures and has links.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildExtension, Halt, main, manifest, root, runNode } from './project.mjs';
import { findProblems } from './vsix/contents.mjs';
import { packageReadme } from './vsix/readme.mjs';
import { stagedFiles } from './vsix/staged.mjs';
import { vsixEntries, vsixFile } from './vsix/vsixFile.mjs';

const MAX_BYTES = 845_000;

const readmeFile = 'dist/readme.md';

// The bundles contain their dependencies, and the links of the README are complete, so no package manager and no repository address is needed.
const vsceArgs = [
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--readme-path',
  readmeFile,
];

/** Builds and checks the package; returns its path. `address`: where the files of the repository are served, or undefined. */
export function makePackage(address) {
  buildExtension(['--production']);
  const page = readFileSync(path.join(root, 'docs/marketplace.md'), 'utf8');
  writeFileSync(path.join(root, readmeFile), packageReadme(page, { folder: 'docs', address }));
  rmSync(vsixFile, { force: true });
  const { folder, remove } = stagedFiles();
  const status = runNode('node_modules/@vscode/vsce/vsce', [...vsceArgs, '--out', vsixFile], folder);
  remove();
  if (status !== 0) throw new Halt('vsce could not build the package. See its messages above.');
  checkPackage();
  return vsixFile;
}

function checkPackage() {
  const readme = readFileSync(path.join(root, readmeFile), 'utf8');
  const names = vsixEntries(vsixFile).map(entry => entry.name);
  const bytes = statSync(vsixFile).size;
  const problems = findProblems(names, { manifest, readme, bytes, maxBytes: MAX_BYTES });
  if (problems.length === 0) return;
  rmSync(vsixFile);
  throw new Halt(
    `The package was removed because its contents are wrong (see .vscodeignore):\n  ${problems.join('\n  ')}`,
  );
}

if (process.argv[1] === import.meta.filename) {
  await main(() => {
    const { values } = parseArgs({ options: { address: { type: 'string' } } });
    const file = makePackage(values.address);
    const entries = vsixEntries(file);
    const kilobytes = Math.round(entries.reduce((sum, entry) => sum + entry.size, 0) / 1000);
    const packed = Math.round(statSync(file).size / 1000);
    console.log(`${path.basename(file)}: ${entries.length} files, ${packed} kB, ${kilobytes} kB unpacked`);
  });
}
