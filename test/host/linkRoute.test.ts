// Where a path leads through links.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { affectsRoute, isBehindLink, type LinkReader, linkRoute } from '../../src-shared/host/linkRoute';
import { nodeHost } from '../nodeHost';

/** Links by path; every other path exists, unless `real` is undefined for it. */
const reader = (
  links: Record<string, string>,
  real: (path: string) => string | undefined = () => undefined,
): LinkReader => ({
  linkTarget: path => links[path],
  realPath: real,
});

test.each<[string, Record<string, string>, string, string[]]>([
  ['a path without links', {}, '/w/a.kyn', ['/w/a.kyn']],
  ['a file', { '/w/l': 'real/f' }, '/w/l', ['/w/l', '/w/real/f']],
  ['a folder', { '/w/l': '/x/y' }, '/w/l/a.kyn', ['/w/l/a.kyn', '/w/l', '/x/y/a.kyn']],
  ['a chain', { '/w/l': 'm', '/w/m': 'r' }, '/w/l/a', ['/w/l/a', '/w/l', '/w/m', '/w/r/a']],
  ['a link below a link', { '/w/l': 'r', '/w/r/a': '/x' }, '/w/l/a', ['/w/l/a', '/w/l', '/w/r/a', '/x']],
  ['a way up', { '/w/s/l': '../t/./f' }, '/w/s/l', ['/w/s/l', '/w/s', '/w/t/f']],
  // `..` leaves the folder that a link leads to, not the folder of the link.
  ['a way up behind a link', { '/w/l': 'm/../f', '/w/m': '/x/y' }, '/w/l', ['/w/l', '/w/m', '/x/y', '/x/f']],
  // No event names a path with `..`.
  ['a link and up', { '/w/l': '/x/y' }, '/w/l/../a', ['/w/l', '/x/y', '/x/a']],
  ['a missing folder and up', {}, '/w/nope/../a', ['/w/nope', '/w/a']],
  ['a drive', { 'C:/w/l': 'D:/x' }, 'C:/w/l/a', ['C:/w/l/a', 'C:/w/l', 'D:/x/a']],
  ['a server', { '//s/d/l': '//t/e/x' }, '//s/d/l', ['//s/d/l', '//t/e/x']],
])('the route through %s', (_, links, path, route) => {
  expect(linkRoute(reader(links), path)).toEqual(route);
});

test('the route contains the path in the form of the file system', () => {
  expect(
    linkRoute(
      reader({}, () => '/w/A.kyn'),
      '/w/a.kyn',
    ),
  ).toEqual(['/w/a.kyn', '/w/A.kyn']);
});

test('a cycle of links has an end', () => {
  expect(linkRoute(reader({ '/w/a': 'b', '/w/b': 'a' }), '/w/a/x')).toEqual(['/w/a/x', '/w/a', '/w/b']);
});

test('a path that is too long to exist is not followed', () => {
  const linkTarget = (): never => expect.fail('followed');
  for (const path of [`/w/${'a/'.repeat(300)}`, `/w/${'a'.repeat(5000)}`])
    expect(linkRoute({ linkTarget, realPath: () => undefined }, path)).toEqual([path]);
});

test('the route ends where the system goes', () => {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'kynml-route-')));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const links = { 'a/l': '../b/m', 'b/m': join(top, 'c/d/..'), 'c/x': 'd/../../a/l/d', broken: 'none/../a' };
  for (const folder of ['a', 'b', 'c/d']) mkdirSync(join(top, folder), { recursive: true });
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(top, path));
  for (const path of ['a/l', 'a/l/x', 'c/x', 'a/l/d', 'b/m/x'])
    expect(linkRoute({ ...nodeHost, realPath: () => undefined }, join(top, path))).toContain(
      realpathSync(join(top, path)),
    );
  expect(linkRoute(nodeHost, join(top, 'broken'))).toContain(join(top, 'none'));
});

test('an event affects a route when it names a step of it or a folder around one', () => {
  const route = ['/w/l/a', '/w/l', '/x/y/a'];
  const affected = ['/w/l/a', '/w/l', '/w', '/x', '/x/y/a', '/x/y/a/b', '/w/la', '/x/y/ab'].filter(path =>
    affectsRoute([path])(route),
  );
  expect(affected).toEqual(['/w/l/a', '/w/l', '/w', '/x', '/x/y/a']);
});

test('a path is behind a link below a folder, not when the folder itself is behind one', () => {
  const links = reader({ '/l': '/w', '/l/s/m': '/x' });
  const paths = ['/l/a', '/l/s/a', '/l/s/m', '/l/s/m/a', '/l'];
  expect(paths.filter(path => isBehindLink(links, '/l', path))).toEqual(['/l/s/m', '/l/s/m/a']);
});
