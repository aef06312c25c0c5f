// The listing of a git work tree keeps only what is wanted.
import { expect, test } from 'vitest';
import { gitListing } from '../../server/src/cli/check/gitListing';
import { hostOf } from '../repro/memory';

test('folders without wanted files are not listed, so a folder of images costs nothing', async () => {
  const files = { '/w/photos/1.jpg': '', '/w/photos/2.jpg': '', '/w/specs/a.kyn': '', '/w/specs/1.jpg': '' };
  const names = Object.keys(files).map(path => path.slice(3));
  const host = hostOf(files, async () => new TextEncoder().encode(names.join('\0')));
  const listing = await gitListing(host, '/w', path => path.endsWith('.kyn'));
  expect(listing?.list('/w')).toEqual([{ name: 'specs', kind: 'folder' }]);
  expect(listing?.list('/w/specs')).toEqual([{ name: 'a.kyn', kind: 'file' }]);
  expect(listing?.nested()).toEqual([]);
});

test('there is no listing outside of a work tree', async () => {
  expect(await gitListing(hostOf({}), '/w', () => true)).toBeUndefined();
});

test.each([
  ['', true],
  ['photos/1.jpg\0', true],
  ['gone.jpg\0', false],
  ['\0\0\0', false],
])('an output of %j is credible: %s', async (output, expected) => {
  const host = hostOf({ '/w/photos/1.jpg': '' }, async () => new TextEncoder().encode(output));
  expect((await gitListing(host, '/w', path => path.endsWith('.kyn')))?.isCredible()).toBe(expected);
});

test('a backslash in a name is a part of the name, as git prints it', async () => {
  const host = hostOf({ '/w/a\\b.kyn': '' }, async () => new TextEncoder().encode('a\\b.kyn\0'));
  const listing = await gitListing(host, '/w', path => path.endsWith('.kyn'));
  expect(listing?.list('/w')).toEqual([{ name: 'a\\b.kyn', kind: 'file' }]);
  expect(listing?.isCredible()).toBe(true);
});
