// The files that vsce would put into the package, from the working tree as it is.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

interface Contents {
  findProblems(
    names: readonly string[],
    about: { manifest: object; readme: string; bytes: number; maxBytes: number },
  ): string[];
}
const { findProblems }: Contents = await import(new URL('../../scripts/vsix/contents.mjs', import.meta.url).href);
const { default: manifest } = await import('../../package.json');

const root = fileURLToPath(new URL('../..', import.meta.url));

// Vsce packs these under other names, and puts the README of `--readme-path` in the place of the other one.
const PACKED_AS: Readonly<Record<string, string>> = {
  LICENSE: 'LICENSE.txt',
  'CHANGELOG.md': 'changelog.md',
  'README.md': 'readme.md',
  'dist/readme.md': 'readme.md',
};

test('vsce ls names only files that run, and all of those that are in the repository', () => {
  const args = ['node_modules/@vscode/vsce/vsce', 'ls', '--no-dependencies'];
  const listed = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const names = listed.map(name => `extension/${PACKED_AS[name] ?? name}`);
  const found = findProblems(names, { manifest, readme: '', bytes: 0, maxBytes: 0 });
  // The bundles are there only after a build.
  expect(found.filter(problem => !problem.startsWith('extension/dist/'))).toEqual([]);
});
