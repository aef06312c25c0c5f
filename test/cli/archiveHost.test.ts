// A machine that has the files of an archive in a folder.
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { archiveHost } from '../../server/src/cli/evidence/archiveHost';
import { hostOf } from '../repro/memory';

const FILES: Record<string, string> = { 'a/b/c': 'text of c', 'a/d': '', e: 'text of e' };
const outside = hostOf({ '/w/other': 'x', '/w/a.zip': 'PK' });
const host = archiveHost(outside, '/w/a.zip', {
  files: [...Object.keys(FILES), 'damaged'],
  contentOf: path => (FILES[path] === undefined ? undefined : strToU8(FILES[path])),
});

test('has the folders and files of the archive', () => {
  expect(host.list('/w/a.zip')).toEqual([
    { name: 'a', kind: 'folder' },
    { name: 'e', kind: 'file' },
    { name: 'damaged', kind: 'file' },
  ]);
  expect(host.readFolder('/w/a.zip/a')).toEqual({
    ok: true,
    entries: [
      { name: 'b', kind: 'folder' },
      { name: 'd', kind: 'file' },
    ],
  });
  expect(host.stat('/w/a.zip/a/b')).toMatchObject({ kind: 'folder' });
  expect(host.stat('/w/a.zip/a/b/c')).toMatchObject({ kind: 'file', size: 9 });
  expect(host.readPart('/w/a.zip/e', 5, 2)).toEqual({ ok: true, bytes: strToU8('of') });
  expect(host.readHead('/w/a.zip/e', 4)).toEqual({ ok: true, bytes: strToU8('text') });
});

describe('does not read', () => {
  test.each([
    ['/w/other', 'missing'],
    ['/w', 'missing'],
    ['/w/a.zip/x', 'missing'],
    ['/w/a.zip/a', 'folder'],
    ['/w/a.zip/damaged', 'unreadable'],
  ])('%s: %s', (path, reason) => {
    expect(host.readBytes(path)).toEqual({ ok: false, reason });
    expect(host.readPart(path, 0, 1)).toEqual({ ok: false, reason });
  });

  test('what is outside of the archive', () => {
    expect(host.readFolder('/w')).toEqual({ ok: false, reason: 'missing' });
    expect(host.list('/w')).toEqual([]);
    expect(host.stat('/w/other')).toBeUndefined();
    expect(host.realPath('/w/other')).toBeUndefined();
  });

  test('more than is allowed', () => {
    expect(host.readBytes('/w/a.zip/e', 8)).toEqual({ ok: false, reason: 'too-large' });
  });
});
