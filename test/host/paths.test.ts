// Paths as text: what `join` and its relatives make of them, on every system.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  basename,
  dirname,
  goesUp,
  innermostOf,
  isInside,
  join,
  joinWritten,
  relativeTo,
} from '../../src-shared/host/paths';

test.each([
  ['/w', 'a.kyn', '/w/a.kyn'],
  ['/w/', 'a.kyn', '/w/a.kyn'],
  ['/', 'a.kyn', '/a.kyn'],
  ['/w/x', '../a.kyn', '/w/a.kyn'],
  ['/w', '../../../a.kyn', '/a.kyn'],
  ['/w', '/x//y/a.kyn', '/x/y/a.kyn'],
  ['/w', 'b\\c\\a.kyn', '/w/b/c/a.kyn'],
  ['/w', '', '/w'],
  ['/w', '.', '/w'],
  ['/w', 'a b/ä.kyn', '/w/a b/ä.kyn'],
  ['C:/w', 'a.kyn', 'C:/w/a.kyn'],
  ['C:/', 'a.kyn', 'C:/a.kyn'],
  ['C:/w', 'D:\\x\\a.kyn', 'D:/x/a.kyn'],
  ['C:/w', '../../../a.kyn', 'C:/a.kyn'],
  ['//server/share/w', '../a.kyn', '//server/share/a.kyn'],
  ['//server/share/w', 'b/../a.kyn', '//server/share/w/a.kyn'],
  ['C:/w', 'b\\..\\a.kyn', 'C:/w/a.kyn'],
  ['/w', '///a.kyn', '/a.kyn'],
])('%j and %j, as a file writes it, is %j', (folder, path, whole) => {
  expect(joinWritten(folder, path)).toBe(whole);
  if (!path.includes('\\') || folder.startsWith('C:')) expect(join(folder, path)).toBe(whole);
});

// On other systems than Windows, `b` may be a link.
test.each([
  ['/w', './b/./c/../a.kyn', '/w/b/c/../a.kyn', '/w/b/a.kyn'],
  ['/w', 'b/..', '/w/b/..', '/w'],
  ['/w/x/y', '../../../b/../../c/a.kyn', '/b/../../c/a.kyn', '/c/a.kyn'],
  ['/w/x', '../b\\..\\a.kyn', '/w/b/../a.kyn', '/w/b\\..\\a.kyn'],
  ['/w', '..b/../a..', '/w/..b/../a..', '/w/a..'],
  ['/w', '//x/../a.kyn', '/x/../a.kyn', '/a.kyn'],
])('%j and %j, as a file writes it, is %j before links are followed', (folder, path, whole, text) => {
  expect(joinWritten(folder, path)).toBe(whole);
  expect([goesUp(whole), goesUp(text)]).toEqual([true, false]);
  expect(join(folder, path)).toBe(text);
});

test.each([
  ['/w', 'a\\b.kyn', '/w/a\\b.kyn'],
  ['/w/c\\d', '../a\\..\\b', '/w/a\\..\\b'],
  ['/w', 'C:\\a.kyn', '/w/C:\\a.kyn'],
  ['C:/w', 'a\\b.kyn', 'C:/w/a/b.kyn'],
  ['//server/share', 'a\\b.kyn', '//server/share/a/b.kyn'],
])('%j and the name %j of the file system is %j', (folder, name, whole) => {
  expect(join(folder, name)).toBe(whole);
});

test.each([
  ['/w/a.kyn', '/w', 'a.kyn'],
  ['/a.kyn', '/', 'a.kyn'],
  ['/', '/', ''],
  ['C:/a.kyn', 'C:/', 'a.kyn'],
  ['C:/w/a.kyn', 'C:/w', 'a.kyn'],
])('%j lies in %j as %j', (path, folder, name) => {
  expect([dirname(path), basename(path)]).toEqual([folder, name]);
});

test.each([
  ['/w', '/w/a', true],
  ['/w', '/w', true],
  ['/w/', '/w/a', true],
  ['/', '/a', true],
  ['/w', '/w2/a', false],
  ['/w/a', '/w', false],
])('%j holds %j: %j', (folder, path, holds) => {
  expect(isInside(folder, path)).toBe(holds);
});

test.each(['/', '/w', '/w/a', 'C:/', 'C:/w', 'C:/w/a'])('%j is found alone as among others', folder => {
  const [alone, among] = [innermostOf([folder]), innermostOf([folder, '/other'])];
  const paths = ['/', '/w', '/w2', '/w/a', '/w/ab', '/w/a/b', 'C:/', 'C:/w', 'C:/w/a/b', 'C:', 'w/a'];
  expect(paths.map(alone)).toEqual(paths.map(among));
  expect(alone(`${folder}/x`)).toBe(folder);
});

test.each([
  ['/w', '/w/a/b.kyn', 'a/b.kyn'],
  ['/w/x', '/w/a.kyn', '../a.kyn'],
  ['/w/x/y', '/v/a.kyn', '../../../v/a.kyn'],
  ['/w', '/w', '.'],
  ['/', '/a.kyn', 'a.kyn'],
  ['C:/w', 'C:/w/a.kyn', 'a.kyn'],
  ['C:/w', 'D:/a.kyn', 'D:/a.kyn'],
])('from %j, %j is %j', (folder, path, relative) => {
  expect(relativeTo(folder, path)).toBe(relative);
});

test('what is seen from a folder is found from there', () => {
  const parts = fc.array(fc.constantFrom('a', 'b', 'c d', '..x'), { maxLength: 4 });
  const property = fc.property(parts, parts, (x, y) => {
    const [folder, path] = [`/${x.join('/')}`, `/${y.join('/')}`];
    expect(join(folder, relativeTo(folder, path))).toBe(path);
  });
  fc.assert(property, { numRuns: 500 });
});

test('a path in a file never makes us contact a server that the folder is not on', () => {
  expect(join('/w/specs', '//server/share/x.kyn')).toBe('/server/share/x.kyn');
  expect(join('C:/w', '\\\\server\\share\\x.kyn')).toBe('/server/share/x.kyn');
  expect(join('//server/share/w', '//server/share/x.kyn')).toBe('//server/share/x.kyn');
});
