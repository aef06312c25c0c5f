// A folder is listed once for a command.
import { expect, test } from 'vitest';
import type { Host } from '../../src-shared/host/host';
import { listedOnce } from '../../src-shared/host/listedOnce';
import { hostOf } from '../repro/memory';

test('a folder is listed once, also one that does not exist', () => {
  const host = hostOf({ '/w/in/a.json': '', '/w/b.json': '' });
  const listed: string[] = [];
  const readFolder: Host['readFolder'] = path => {
    listed.push(path);
    return host.readFolder(path);
  };
  const once = listedOnce({ ...host, readFolder });
  for (const path of ['/w', '/w/in', '/none', '/w', '/none', '/w/in'])
    expect(once.readFolder(path)).toEqual(host.readFolder(path));
  expect(listed).toEqual(['/w', '/w/in', '/none']);
});

test('a listing for which there is no room is made again', () => {
  const entries = Array.from({ length: 1_000_000 }, (_, i) => ({ name: String(i), kind: 'file' as const }));
  let count = 0;
  const readFolder: Host['readFolder'] = () => {
    count++;
    return { ok: true, entries };
  };
  const once = listedOnce({ ...hostOf({}), readFolder });
  once.readFolder('/w');
  once.readFolder('/w');
  expect(count).toBe(2);
});

test('equal listings are kept once, so that many folders of runs fit', () => {
  const host = hostOf({ '/w/a/run.json': '', '/w/b/run.json': '', '/w/c/run.json': '' });
  const listed: string[] = [];
  const readFolder: Host['readFolder'] = path => {
    listed.push(path);
    return host.readFolder(path);
  };
  const once = listedOnce({ ...host, readFolder }, 5);
  const folders = ['/w/a', '/w/b', '/w/c'];
  for (const path of [...folders, ...folders]) expect(once.readFolder(path)).toEqual(host.readFolder(path));
  expect(listed).toEqual(folders);
});

test('listings with the same names of other kinds are different', () => {
  const once = listedOnce(hostOf({ '/w/a/run': '', '/w/b/run/x': '' }));
  const kinds = ['/w/a', '/w/b'].map(path => {
    const read = once.readFolder(path);
    return read.ok ? read.entries : [];
  });
  expect(kinds).toEqual([[{ name: 'run', kind: 'file' }], [{ name: 'run', kind: 'folder' }]]);
});
