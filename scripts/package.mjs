// npm run package: builds the VSIX and checks that it contains exactly the required files.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildExtension, Halt, main, manifest, root, runNode } from './project.mjs';
import { findProblems } from './vsix/contents.mjs';
import { vsixEntries, vsixFile } from './vsix/vsixFile.mjs';

// The bundles contain their dependencies and links stay relative, so no package manager and no repository address is needed.
const vsceArgs = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];

/** Builds and checks the package; returns its path. */
export function makePackage() {
  buildExtension(['--production']);
  rmSync(vsixFile, { force: true });
  const status = runNode('node_modules/@vscode/vsce/vsce', [...vsceArgs, '--out', vsixFile]);
  if (status !== 0) throw new Halt('vsce could not build the package. See its messages above.');
  checkPackage();
  return vsixFile;
}

function checkPackage() {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const names = vsixEntries(vsixFile).map(entry => entry.name);
  const problems = findProblems(names, { manifest, readme });
  if (problems.length === 0) return;
  rmSync(vsixFile);
  throw new Halt(
    `The package was removed because its contents are wrong (see .vscodeignore):\n  ${problems.join('\n  ')}`,
  );
}

if (process.argv[1] === import.meta.filename) {
  await main(() => {
    const entries = vsixEntries(makePackage());
    const kilobytes = Math.round(entries.reduce((sum, entry) => sum + entry.size, 0) / 1024);
    console.log(`${path.basename(vsixFile)}: ${entries.length} files, ${kilobytes} KB unpacked`);
  });
}
