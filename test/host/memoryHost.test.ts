// The host in memory returns the same results as a disk.
import { expect, test } from 'vitest';
import { readText, reasonText } from '../../src-shared/host/readText';
import { findFiles } from '../../src-shared/repro/files/findFiles';
import { hostOf } from '../repro/memory';

test('files, folders and what cannot be read', () => {
  const host = hostOf({ '/w/a.kyn': 'é', '/w/b/c': Uint8Array.from([255]), '/w/d': { unreadable: 'denied' } });
  expect(readText(host, '/w/a.kyn')).toEqual({ ok: true, text: 'é' });
  expect(readText(host, '/w/b/c')).toEqual({ ok: false, reason: 'not-utf8' });
  expect(readText(host, '/w/b')).toEqual({ ok: false, reason: 'folder' });
  expect(readText(host, '/w/d')).toEqual({ ok: false, reason: 'denied' });
  expect(readText(host, '/w/none')).toEqual({ ok: false, reason: 'missing' });
  expect(host.readBytes('/w/a.kyn', 1)).toEqual({ ok: false, reason: 'too-large' });
  expect(host.readHead('/w/a.kyn', 1)).toEqual({ ok: true, bytes: Uint8Array.from([0xc3]) });
  expect(host.readHead('/w/d', 1)).toEqual({ ok: false, reason: 'denied' });
  expect(host.list('/w')).toEqual([
    { name: 'a.kyn', kind: 'file' },
    { name: 'b', kind: 'folder' },
    { name: 'd', kind: 'file' },
  ]);
  expect(host.readFolder('/w/b')).toEqual({ ok: true, entries: [{ name: 'c', kind: 'file' }] });
  expect(host.readFolder('/w/d')).toEqual({ ok: false, reason: 'denied' });
  expect(host.readFolder('/w/none')).toEqual({ ok: false, reason: 'missing' });
  expect(host.stat('/w/a.kyn')).toEqual({ kind: 'file', size: 2, modified: 1, changed: 1, inode: 1 });
  expect(host.stat('/w')?.kind).toBe('folder');
  expect(host.stat('/x')).toBeUndefined();
});

test('a link to nothing exists, but neither as a file nor as a folder', () => {
  const host = hostOf({ '/w/a.csv': { brokenLink: '../gone' } });
  expect(host.linkTarget('/w/a.csv')).toBe('../gone');
  expect([host.stat('/w/a.csv'), host.realPath('/w/a.csv')]).toEqual([undefined, undefined]);
  expect(host.readBytes('/w/a.csv')).toEqual({ ok: false, reason: 'broken-link' });
  expect(host.list('/w')).toEqual([{ name: 'a.csv', kind: 'other' }]);
  expect(host.linkTarget('/w/none')).toBeUndefined();
});

test('writing', async () => {
  const host = hostOf({ '/w/a': '1', '/w/closed': { unreadable: 'denied' } });
  expect(await host.writeAtomic('/w/new/b', '2')).toEqual({ ok: true });
  expect(host.files.get('/w/new/b')).toBe('2');
  expect(host.stat('/w/new/b')?.modified).toBeGreaterThan(host.stat('/w/a')?.modified ?? 0);
  expect(await host.writeAtomic('/w/a/b', '2')).toEqual({ ok: false, message: 'a parent folder is a file' });
  expect(await host.writeAtomic('/w/new', '2')).toEqual({ ok: false, message: 'it is a folder' });
  expect(await host.writeAtomic('/w/closed', '2')).toEqual({ ok: false, message: 'permission denied' });
});

test('every reason has words', () => {
  for (const reason of [
    'missing',
    'broken-link',
    'not-in-annex',
    'folder',
    'special',
    'denied',
    'too-large',
    'unreadable',
    'not-utf8',
    'utf-16',
  ] as const)
    expect(reasonText(reason)).toMatch(/^[a-z].*[a-z0-9B]$/);
});

test('a tree can be walked', () => {
  const files = [
    '/w/b/z.kyn',
    '/w/a.json',
    '/w/b/a/x.lock',
    '/w/node_modules/x.kyn',
    '/w/.git/x.kyn',
    '/w/b.txt',
    '/w/venv/lib/x.kyn',
    '/w/.ci/x.json',
  ];
  const host = hostOf(Object.fromEntries(files.map(path => [path, ''])));
  expect([...findFiles(host, '/w', ['spec', 'artifact'])].flat()).toEqual([
    '/w/a.json',
    '/w/.ci/x.json',
    '/w/b/z.kyn',
    '/w/b/a/x.lock',
  ]);
});

test('`..` goes up only from folders that exist, as on a disk', async () => {
  const host = hostOf({ '/w/a': 'x', '/w/b/c': 'y' });
  expect(['/w/b/../a', '/w/none/../a', '/w/a/../a', '/w/b/none/../../a'].map(path => host.readBytes(path).ok)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect([host.realPath('/w/b/../a'), host.realPath('/w/none/../a')]).toEqual(['/w/a', undefined]);
  expect([host.stat('/w/b/..')?.kind, host.stat('/w/none/..')]).toEqual(['folder', undefined]);
  expect(await host.writeAtomic('/w/none/../a', 'z')).toEqual({ ok: false, message: 'its folder cannot be created' });
});
