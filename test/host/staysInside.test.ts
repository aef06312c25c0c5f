// Whether a path is really inside a folder, also where it does not exist.
import { expect, test } from 'vitest';
import { staysInside } from '../../src-shared/host/staysInside';

const real: Readonly<Record<string, string>> = {
  '/': '/',
  '/w': '/w',
  '/w/in': '/w/a',
  '/w/out': '/x',
  '/w/out/x.csv': '/x/x.csv',
  'C:/': 'C:/',
  'C:/w': 'C:/w',
  'C:/w/out': 'D:/x',
  '//server/share': '//server/share',
  '//server/share/w': '//server/share/w',
};
const host = { realPath: (path: string) => real[path] };

test.each([
  ['/w', '/w/missing/x.csv', true],
  ['/w', '/w/in/missing/x.csv', true],
  ['/w', '/w/out/x.csv', false],
  ['/w', '/w/out/missing/x.csv', false],
  ['/w', '/missing/x.csv', false],
  ['/gone', '/gone/x.csv', true],
  ['C:/w', 'C:/w/missing/x.csv', true],
  ['C:/w', 'C:/w/out/missing/x.csv', false],
  ['//server/share/w', '//server/share/w/missing.csv', true],
])('in %s is %s: %s', (folder, path, expected) => {
  expect(staysInside(host, [folder], path)).toBe(expected);
});
