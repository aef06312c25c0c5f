// The server's cache of data files, and when it is refreshed.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DataFiles } from '../../server/src/lsp/workspace/dataFiles';
import { hostOf } from '../repro/memory';

const SPEC = '/w/a.kyn';
const folders = { folders: ['/w'], trusted: true, folderOf: () => '/w', label: (path: string) => path.slice(3) };

function files(content: Parameters<typeof hostOf>[0], git?: Parameters<typeof hostOf>[1]) {
  const host = hostOf(content, git);
  const events = { used: vi.fn(), changedUnreported: vi.fn() };
  const data = new DataFiles(host, events);
  return { host, events, data, find: (path: string) => data.of(SPEC, folders).find(path) };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('the data of a spec is the same object until a file changes', () => {
  const { host, data, find } = files({ '/w/d.csv': 'a\n1\n' });
  const before = data.of(SPEC, folders);
  expect(find('d.csv').state).toBe('found');
  expect(data.refresh()).toBe(false);
  expect(data.of(SPEC, folders)).toBe(before);
  host.files.set('/w/d.csv', 'a,b\n1,2\n');
  expect(data.of(SPEC, folders)).toBe(before);
  expect(data.refresh()).toBe(true);
  expect(data.of(SPEC, folders)).not.toBe(before);
  expect(find('d.csv')).toMatchObject({ size: 8 });
  expect(data.of(SPEC, { ...folders, folders: ['/w', '/v'] })).not.toBe(data.of('/w/b.kyn', folders));
});

test('a file that could not be read is tried again', () => {
  const { host, data, find } = files({ '/w/d.csv': { unreadable: 'denied' } });
  expect(find('d.csv').state).toBe('unreadable');
  expect(data.refresh()).toBe(false);
  host.files.set('/w/d.csv', '');
  expect(data.refresh()).toBe(true);
  expect(find('d.csv').state).toBe('found');
});

test('a new file may be a better suggestion', () => {
  const { host, data, find } = files({ '/w/x.txt': '' });
  const suggested = () => {
    const file = find('house.csv');
    return file.state === 'missing' ? file.near()?.path : file.state;
  };
  expect(suggested()).toBeUndefined();
  host.files.set('/w/houses.csv', 'a\n');
  expect(data.refresh()).toBe(false);
  expect(data.refresh(true)).toBe(true);
  expect(suggested()).toBe('houses.csv');
});

test('paths that were typed do not accumulate', () => {
  const { data, find } = files({});
  for (let i = 0; i < 2001; i++) find(`d${i}.csv`);
  expect(data.refresh()).toBe(true);
  expect(data.refresh()).toBe(false);
});

test('callers during a git run share one further run', async () => {
  let listed = '';
  let gitRuns = 0;
  const git = async (_: string, args: readonly string[]) => {
    if (args.includes('rev-parse')) return new TextEncoder().encode('true\n');
    gitRuns++;
    await new Promise(resolve => setTimeout(resolve, 5));
    return new TextEncoder().encode(listed);
  };
  const { data, find } = files({ '/w/D.csv': 'a\n1\n' }, git);
  const first = data.refreshTracked(['/w']);
  listed = 'd.csv\0';
  const others = [data.refreshTracked(['/w']), data.refreshTracked(['/w'])];
  expect(await first).toBe(true);
  await Promise.all(others);
  expect(gitRuns).toBe(2);
  // On a case-insensitive disk, the path may differ from git's in case.
  expect(find('D.csv')).not.toHaveProperty('floating');
  listed = '';
  expect(await data.refreshTracked(['/w'])).toBe(true);
  expect(find('D.csv')).toMatchObject({ floating: { kind: 'untracked' } });
  expect(await data.refreshTracked(['/w'])).toBe(false);
});

test.each([
  ['data.dvc', {}, undefined],
  ['data/d.csv.dvc', {}, undefined],
  ['dvc.lock', {}, undefined],
  ['other.csv', {}, 'untracked'],
  ['other.csv', { '/w/data/.git/HEAD': '' }, undefined],
])('with %s tracked by git next to %o, the file floats: %s', async (listed, more, expected) => {
  const { data, find } = files({ '/w/data/d.csv': 'a\n1\n', ...more }, async () =>
    new TextEncoder().encode(`${listed}\0`),
  );
  await data.refreshTracked(['/w']);
  const file = find('data/d.csv');
  expect(file.state === 'found' && file.floating?.kind).toBe(expected);
});

describe('an event', () => {
  const names = ['d.txt', 'd.CSV', 'd.data', 'd.tsv', 'd.csv.gz', 'd'];

  test.each(names)('of a file that a spec uses drops what was read from it: %s', name => {
    const { host, data, find } = files({ [`/w/${name}`]: 'a\n1\n' });
    const columns = () => (find(name) as { head?: { columns: readonly string[] } }).head?.columns;
    expect(columns()).toEqual(['a']);
    const stat = host.stat(`/w/${name}`);
    vi.spyOn(host, 'stat').mockReturnValue(stat);
    host.files.set(`/w/${name}`, 'b\n1\n');
    expect(data.changed([{ path: `/w/${name}`, isDeleted: false }])).toBe(true);
    expect(columns()).toEqual(['b']);
  });

  test('of the target of a link counts for the link', () => {
    const { host, data, find } = files({ '/w/d.txt': 'a\n1\n' });
    vi.spyOn(host, 'realPath').mockImplementation(path => (path === '/w/d.txt' ? '/w/store/1f.bin' : path));
    find('d.txt');
    host.files.set('/w/d.txt', 'b,c\n1,2\n');
    expect(data.changed([{ path: '/w/store/1f.bin', isDeleted: false }])).toBe(true);
    expect(find('d.txt')).toMatchObject({ size: 8 });
  });

  test('of a file that no spec uses reads nothing', () => {
    const { host, data, find } = files({ '/w/d.txt': 'a\n1\n', '/w/log.txt': '' });
    find('d.txt');
    const stat = vi.spyOn(host, 'stat');
    expect(data.changed([{ path: '/w/log.txt', isDeleted: false }])).toBe(false);
    expect(stat).not.toHaveBeenCalled();
  });
});

describe('without an event', () => {
  const later = (ms = 1000) => vi.advanceTimersByTime(ms);

  test.each([
    ['is replaced', '/w/d.txt', 'b,c\n1,2\n', { state: 'found', size: 8 }],
    ['is deleted', '/w/d.txt', undefined, { state: 'missing' }],
    ['cannot be read any more', '/w/d.txt', { unreadable: 'denied' }, { state: 'unreadable' }],
  ] as const)('a file that %s is noticed by the next request after a second', (_, path, content, expected) => {
    const { host, find, events } = files({ [path]: 'a\n1\n' });
    const before = find('d.txt');
    if (content === undefined) host.files.delete(path);
    else host.files.set(path, content);
    later(999);
    expect(find('d.txt')).toBe(before);
    later(1);
    expect(find('d.txt')).toMatchObject(expected);
    expect(events.changedUnreported).toHaveBeenCalledTimes(1);
  });

  test('a file that appears is noticed', () => {
    const { host, find } = files({});
    expect(find('d.txt').state).toBe('missing');
    host.files.set('/w/d.txt', 'a\n1\n');
    later();
    expect(find('d.txt').state).toBe('found');
  });

  test.each(['inode', 'changed', 'modified'] as const)('a file with another %s is read again', member => {
    const { host, find } = files({ '/w/d.txt': 'a\n1\n' });
    find('d.txt');
    const stat = host.stat('/w/d.txt')!;
    vi.spyOn(host, 'stat').mockReturnValue({ ...stat, [member]: stat[member] + 1 });
    host.files.set('/w/d.txt', 'b\n1\n');
    later();
    expect(find('d.txt')).toMatchObject({ head: { columns: ['b'] } });
  });

  test('a file that was written twice within a step of the clock is read again, and is not a change if it is the same', () => {
    const { host, data, find, events } = files({ '/w/d.txt': 'a\n1\n' });
    const stat = host.stat('/w/d.txt')!;
    vi.spyOn(host, 'stat').mockReturnValue({ ...stat, modified: Date.now() });
    find('d.txt');
    const before = data.of(SPEC, folders);
    later();
    expect(data.of(SPEC, folders)).toBe(before);
    expect(data.refresh()).toBe(false);
    expect(events.changedUnreported).not.toHaveBeenCalled();
    host.files.set('/w/d.txt', 'b\n1\n');
    later();
    expect(find('d.txt')).toMatchObject({ head: { columns: ['b'] } });
    host.files.set('/w/d.txt', 'c\n1\n');
    expect(data.refresh()).toBe(true);
    expect(find('d.txt')).toMatchObject({ head: { columns: ['c'] } });
  });

  test('a spec with many files has a limited number of them compared for each request, and each of them in turn', () => {
    const names = Array.from({ length: 500 }, (_, i) => `d${i}.txt`);
    const { host, data, find } = files(Object.fromEntries(names.map(name => [`/w/${name}`, 'a\n1\n'])));
    for (const name of names) find(name);
    later();
    const stat = vi.spyOn(host, 'stat');
    const compared = () => {
      stat.mockClear();
      data.of(SPEC, folders);
      return stat.mock.calls.length;
    };
    expect([compared(), compared(), compared(), compared()]).toEqual([200, 200, 100, 0]);
  });

  test('only the files of the requested spec are compared', () => {
    const { host, data, find } = files({ '/w/d.txt': 'a\n1\n', '/w/e.txt': 'a\n1\n' });
    find('d.txt');
    data.of('/w/b.kyn', folders).find('e.txt');
    later();
    const stat = vi.spyOn(host, 'stat');
    data.of(SPEC, folders);
    expect(stat.mock.calls.map(([path]) => path)).toEqual(['/w/d.txt']);
  });
});

describe('the files to watch', () => {
  test('are those that exist and are opened, with the targets of links', () => {
    const { host, data, find, events } = files({ '/w/d.txt': 'a\n1\n', '/w/e.csv': '', '/x/f.txt': '' });
    vi.spyOn(host, 'realPath').mockImplementation(path => (path === '/w/d.txt' ? '/w/store/1f.bin' : path));
    for (const path of ['d.txt', 'e.csv', '/x/f.txt', 'gone.txt']) find(path);
    expect(data.watchable()).toEqual(['/w/d.txt', '/w/store/1f.bin', '/w/e.csv']);
    expect(events.used).toHaveBeenCalled();
  });

  test('are not reported again for each missing path that is typed', () => {
    const { find, events } = files({});
    for (const path of ['d', 'd.', 'd.t']) find(path);
    expect(events.used).not.toHaveBeenCalled();
  });

  test('are no longer those that specs used before the last changes', () => {
    const { host, data, find } = files({ '/w/d.txt': 'a\n1\n', '/w/e.txt': 'a\n1\n' });
    find('d.txt');
    find('e.txt');
    const change = (text: string, path = '/w/e.txt') => {
      host.files.set(path, text);
      expect(data.changed([{ path, isDeleted: false }])).toBe(true);
    };
    // Changes without a request between them drop nothing.
    for (const text of ['b,c\n', 'b,c,d\n', 'b,c,d,e\n']) change(text);
    expect(data.watchable()).toEqual(['/w/d.txt', '/w/e.txt']);
    find('e.txt');
    change('b\n', '/w/d.txt');
    expect(data.watchable()).toEqual(['/w/e.txt']);
  });
});
