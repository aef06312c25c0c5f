// Where `..` leads: after a link, after a folder that does not exist, and after a file.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { goesUp } from '../../src-shared/host/paths';
import { type ParentReader, resolveParents, resolveWritten } from '../../src-shared/host/resolveParents';
import { nodeHost } from '../nodeHost';

/** Links by path, and files; every other path is a folder, except one with `nope`. */
function reader(links: Readonly<Record<string, string>>): ParentReader & { readonly paths: string[] } {
  const paths: string[] = [];
  const stat = { size: 0, modified: 0, changed: 0, inode: 0 };
  return {
    paths,
    linkTarget: path => {
      paths.push(path);
      return links[path];
    },
    stat: path => (path.includes('nope') ? undefined : { kind: path.endsWith('.csv') ? 'file' : 'folder', ...stat }),
  };
}

test.each<[string, Record<string, string>, string, string]>([
  ['a folder', {}, '/w/a/../d.csv', '/w/d.csv'],
  ['a link beside', { '/w/l': 'x/y' }, '/w/l/../d.csv', '/w/x/d.csv'],
  ['a link elsewhere', { '/w/l': '/x/y' }, '/w/l/../d.csv', '/x/d.csv'],
  ['a link that no `..` follows', { '/w/m': '/v', '/w/l': '/x/y' }, '/w/m/l/../d.csv', '/w/m/d.csv'],
  ['a folder in a link, and the link', { '/w/l': '/x/y' }, '/w/l/a/../../d.csv', '/x/d.csv'],
  ['a chain of links', { '/w/l': 'm', '/w/m': '/x/y/../z' }, '/w/l/../d.csv', '/x/d.csv'],
  ['a link with `..` after a link', { '/w/l': 'm/../z', '/w/m': '/x/y' }, '/w/l/../d.csv', '/x/d.csv'],
  ['the root', { '/l': '/' }, '/l/../../d.csv', '/d.csv'],
  ['no name', {}, '/w/a/..', '/w'],
])('`..` after %s is resolved', (_, links, path, expected) => {
  expect(resolveParents(reader(links), path)).toBe(expected);
});

test.each<[string, Record<string, string>, string]>([
  ['a folder that does not exist', {}, '/w/nope/../d.csv'],
  ['a file', {}, '/w/e.csv/../d.csv'],
  ['a link to nothing', { '/w/l': 'nope' }, '/w/l/../d.csv'],
  ['a cycle of links', { '/w/a': 'b', '/w/b': 'a' }, '/w/a/../d.csv'],
  ['more than a path can contain', {}, `/w${'/a/..'.repeat(1000)}/d.csv`],
])('a path with `..` after %s stays as it is, so that nothing is found there', (_, links, path) => {
  expect(resolveParents(reader(links), path)).toBe(path);
});

test('a written path without `..` after a name is not looked up', () => {
  const host = reader({});
  for (const path of ['a/d.csv', '../d.csv', '..\\../a/./d.csv', '/x/d..csv', 'C:\\a\\..\\d.csv', ''])
    resolveWritten(host, '/w/v', path);
  resolveWritten(host, 'C:/w', 'a/../d.csv');
  expect(host.paths).toEqual([]);
  expect(resolveWritten(host, '/w', 'a/../d.csv')).toBe('/w/d.csv');
  expect(host.paths).toEqual(['/w/a']);
});

test('the resolved path is the file that the system opens', () => {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'kynml-parents-')));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const links = { 'a/l': '../b/c', 'b/m': join(top, 'a/l/..'), 'a/x': 'l/../c/../../a/y', 'a/broken': 'none' };
  for (const folder of ['a/y', 'b/c']) mkdirSync(join(top, folder), { recursive: true });
  for (const folder of ['.', 'a', 'a/y', 'b', 'b/c']) writeFileSync(join(top, folder, 'd'), folder);
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(top, path));
  const parts = ['l', 'm', 'x', 'y', 'c', '..', 'broken', 'd', '.'];
  const words = parts.flatMap(p => parts.flatMap(q => parts.flatMap(r => parts.map(s => [p, q, r, s, 'd'].join('/')))));
  const different = (resolve: (word: string) => string) =>
    words.filter(word => contentOf(resolve(word)) !== contentOf(`${top}/a/${word}`));
  expect(different(word => resolveParents(nodeHost, `${top}/a/${word}`))).toEqual([]);
  expect(different(word => resolveWritten(nodeHost, `${top}/a`, word))).toEqual([]);
  expect(different(word => join(top, 'a', word)).length).toBeGreaterThan(100);
  const found = words.filter(word => contentOf(`${top}/a/${word}`) !== undefined);
  expect(found.length).toBeGreaterThan(50);
  expect(found.filter(word => goesUp(resolveWritten(nodeHost, `${top}/a`, word)))).toEqual([]);
});

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
