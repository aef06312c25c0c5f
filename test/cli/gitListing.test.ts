// The listing of a git work tree keeps only what is wanted.
import { expect, test } from 'vitest';
import { gitListing } from '../../server/src/cli/search/gitListing';
import { hostOf } from '../repro/memory';

test('folders without wanted files are not listed, so a folder of images costs nothing', async () => {
  const files = { '/w/photos/1.jpg': '', '/w/photos/2.jpg': '', '/w/specs/a.kyn': '', '/w/specs/1.jpg': '' };
  const names = Object.keys(files).map(path => path.slice(3));
  const host = hostOf(files, async () => new TextEncoder().encode(names.join('\0')));
  const listing = await gitListing(host, '/w', path => path.endsWith('.kyn'));
  const entries = (folder: string) => listing?.readFolder(folder);
  expect(entries('/w')).toEqual({ ok: true, entries: [{ name: 'specs', kind: 'folder' }] });
  expect(entries('/w/specs')).toEqual({ ok: true, entries: [{ name: 'a.kyn', kind: 'file' }] });
  expect(listing?.nested()).toEqual([]);
});

test('a package of evidence is listed as it is, so that the search recognizes it and leaves it out', async () => {
  const names = ['SHA256SUMS', 'evidence.json', 'ro-crate-metadata.json', 'a.kyn'];
  const files = Object.fromEntries(names.map(name => [`/w/p/${name}`, '{"format": "kyn-evidence"}']));
  const listed = names.map(name => `100644 0 0\tp/${name}`).join('\0');
  const listing = await gitListing(
    hostOf(files, async () => new TextEncoder().encode(listed)),
    '/w',
    path => path.endsWith('.kyn'),
  );
  const read = listing?.readFolder('/w/p');
  expect(read?.ok && read.entries.map(({ name }) => name).sort()).toEqual([...names].sort());
});

test('a folder that git could not open is listed, so that it is reported', async () => {
  const files = {
    '/w/a/sd/a.kyn': '',
    '/w/a/sd': { unreadable: 'denied' as const },
    '/w/b/1.jpg': '',
    '/w/x/a.kyn': '',
  };
  const unopened = ['/w/a/sd', '/other/sd'];
  const host = hostOf(files, async () => ({ ok: true, stdout: new TextEncoder().encode('x/a.kyn'), unopened }));
  const listing = await gitListing(host, '/w', path => path.endsWith('.kyn'));
  const folders = ['a', 'x'].map(name => ({ name, kind: 'folder' }));
  expect(listing?.readFolder('/w')).toEqual({ ok: true, entries: folders });
  expect(listing?.readFolder('/w/a')).toEqual({ ok: true, entries: [{ name: 'sd', kind: 'folder' }] });
  expect(listing?.readFolder('/w/a/sd')).toEqual({ ok: false, reason: 'denied' });
});

test('there is no listing outside of a work tree', async () => {
  expect(await gitListing(hostOf({}), '/w', () => true)).toBeUndefined();
});

test('a backslash in a name is a part of the name, as git prints it', async () => {
  const host = hostOf({ '/w/a\\b.kyn': '' }, async () => new TextEncoder().encode('a\\b.kyn\0'));
  const listing = await gitListing(host, '/w', path => path.endsWith('.kyn'));
  expect(listing?.readFolder('/w')).toMatchObject({ entries: [{ name: 'a\\b.kyn', kind: 'file' }] });
});
