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
