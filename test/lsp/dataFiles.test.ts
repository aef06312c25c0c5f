// The server's cache of data files, and when it is refreshed.
import { expect, test } from 'vitest';
import { DataFiles } from '../../server/src/lsp/workspace/dataFiles';
import { hostOf } from '../repro/memory';

const SPEC = '/w/a.kyn';
const folders = { folders: ['/w'], folderOf: () => '/w', label: (path: string) => path.slice(3) };

function files(content: Parameters<typeof hostOf>[0], git?: Parameters<typeof hostOf>[1]) {
  const host = hostOf(content, git);
  const data = new DataFiles(host);
  return { host, data, find: (path: string) => data.of(SPEC, folders).find(path) };
}

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
  const git = async () => {
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
