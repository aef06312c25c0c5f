// What the server keeps of data files, and when it looks again.
import { expect, test } from 'vitest';
import { DataFiles } from '../../server/src/lsp/workspace/dataFiles';
import { hostOf } from '../repro/memory';

const SPEC = '/w/a.kyn';
const places = { folders: ['/w'], folderOf: () => '/w', label: (path: string) => path.slice(3) };

function files(content: Parameters<typeof hostOf>[0], git?: Parameters<typeof hostOf>[1]) {
  const host = hostOf(content, git);
  const data = new DataFiles(host);
  return { host, data, find: (path: string) => data.of(SPEC, places).find(path) };
}

test('the data of a spec is one object until something changes', () => {
  const { host, data, find } = files({ '/w/d.csv': 'a\n1\n' });
  const before = data.of(SPEC, places);
  expect(find('d.csv').state).toBe('found');
  expect(data.refresh()).toBe(false);
  expect(data.of(SPEC, places)).toBe(before);
  host.files.set('/w/d.csv', 'a,b\n1,2\n');
  expect(data.of(SPEC, places)).toBe(before);
  expect(data.refresh()).toBe(true);
  expect(data.of(SPEC, places)).not.toBe(before);
  expect(find('d.csv')).toMatchObject({ size: 8 });
  expect(data.of(SPEC, { ...places, folders: ['/w', '/v'] })).not.toBe(data.of('/w/b.kyn', places));
});

test('a file that could not be read is tried again', () => {
  const { host, data, find } = files({ '/w/d.csv': { unreadable: 'denied' } });
  expect(find('d.csv').state).toBe('unreadable');
  expect(data.refresh()).toBe(false);
  host.files.set('/w/d.csv', '');
  expect(data.refresh()).toBe(true);
  expect(find('d.csv').state).toBe('found');
});

test('a new file may be what was meant', () => {
  const { host, data, find } = files({ '/w/x.txt': '' });
  const near = () => {
    const file = find('house.csv');
    return file.state === 'missing' ? file.near() : file.state;
  };
  expect(near()).toBeUndefined();
  host.files.set('/w/houses.csv', 'a\n');
  expect(data.refresh()).toBe(false);
  expect(data.refresh(true)).toBe(true);
  expect(near()).toBe('houses.csv');
});

test('what was typed and left behind does not pile up', () => {
  const { data, find } = files({});
  for (let i = 0; i < 2001; i++) find(`d${i}.csv`);
  expect(data.refresh()).toBe(true);
  expect(data.refresh()).toBe(false);
});

test('git is asked again by who asks while it answers, and once for all of them', async () => {
  let listed = '';
  let asked = 0;
  const git = async () => {
    asked++;
    await new Promise(resolve => setTimeout(resolve, 5));
    return new TextEncoder().encode(listed);
  };
  const { data, find } = files({ '/w/D.csv': 'a\n1\n' }, git);
  const first = data.refreshTracked(['/w']);
  listed = 'd.csv\0';
  const others = [data.refreshTracked(['/w']), data.refreshTracked(['/w'])];
  expect(await first).toBe(true);
  await Promise.all(others);
  expect(asked).toBe(2);
  // A disk that does not tell cases apart finds the file under another name than git has.
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
])('where git tracks %s beside %o, the file floats: %s', async (listed, more, expected) => {
  const { data, find } = files({ '/w/data/d.csv': 'a\n1\n', ...more }, async () =>
    new TextEncoder().encode(`${listed}\0`),
  );
  await data.refreshTracked(['/w']);
  const file = find('data/d.csv');
  expect(file.state === 'found' && file.floating?.kind).toBe(expected);
});
