// Walking folders: skipped folders, portions, limits, and the report of what was left out.
import { expect, test } from 'vitest';
import type { FolderEntry, Host } from '../../../src-shared/host/host';
import {
  type FileClass,
  findFiles,
  gapTexts,
  isSkipped,
  type SearchGaps,
} from '../../../src-shared/repro/files/findFiles';
import { isInPackage } from '../../../src-shared/repro/files/packageFolder';
import { hostOf } from '../memory';

const LIMITS = { files: 500, folders: 30, large: 100 };
const [MAX_FILES, MAX_FOLDERS] = [LIMITS.files, LIMITS.folders];
const ALL: readonly FileClass[] = ['spec', 'artifact', 'script'];

/** A folder as a map of names to folders, or to the number of files with that name; `#` in a name is the number of a file. */
interface Folder {
  readonly [name: string]: Folder | number;
}

function hostWith(top: Folder): Host {
  const entriesOf = (name: string, content: Folder | number): FolderEntry[] =>
    typeof content === 'number'
      ? Array.from({ length: content }, (_, i) => ({ name: name.replace('#', `${i}`), kind: 'file' }))
      : [{ name, kind: 'folder' }];
  const folderAt = (path: string): Folder =>
    path
      .split('/')
      .slice(2)
      .reduce<Folder>((at, name) => at[name] as Folder, top);
  return {
    ...hostOf({}),
    readFolder: path => ({
      ok: true,
      entries: Object.entries(folderAt(path)).flatMap(([name, c]) => entriesOf(name, c)),
    }),
  };
}

function search(host: Host, classes = ALL): { files: string[]; sizes: number[]; gaps: SearchGaps } {
  const found = findFiles(host, '/w', classes, LIMITS);
  const portions: (readonly string[])[] = [];
  for (let next = found.next(); ; next = found.next()) {
    if (next.done) return { files: portions.flat(), sizes: portions.map(p => p.length), gaps: next.value };
    portions.push(next.value);
  }
}

test('gives candidates level by level, without the folders of others', () => {
  const host = hostOf({
    '/w/b.kyn': '',
    '/w/a/z.json': '',
    '/w/a/z.png': '',
    '/w/a/a/x.lock': '',
    '/w/c/y.py': '',
    '/w/node_modules/x/y.json': '',
    '/w/.git/a.json': '',
    [`/w/combo-0001.kynml-${'0'.repeat(32)}.tmp/run_manifest.json`]: '',
    '/w/a.kyn': '',
  });
  const files = ['/w/a.kyn', '/w/b.kyn', '/w/a/z.json', '/w/c/y.py', '/w/a/a/x.lock'];
  expect(search(host)).toMatchObject({ files, gaps: { first: [], more: 0 } });
  expect(search(host, ['spec', 'artifact']).files).toEqual(files.filter(file => !file.endsWith('.py')));
});

test('a package of evidence is searched only where it is the top', () => {
  const index = '{\n  "configHash": null,\n  "format": "kyn-evidence"\n}';
  const inPackage = { SHA256SUMS: '', 'evidence.json': index, 'ro-crate-metadata.json': '', 'spec/a.kyn': '' };
  const at = (folder: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const { SHA256SUMS: _, ...withoutSums } = inPackage;
  const [found, others] = [search(hostOf(at('/w/p', inPackage))), search(hostOf(at('/w/p', withoutSums)))];
  expect(found).toMatchObject({ files: [], gaps: { packages: 1 } });
  expect(others.gaps.packages).toBe(0);
  expect(others.files).toEqual(['/w/p/evidence.json', '/w/p/ro-crate-metadata.json', '/w/p/spec/a.kyn']);
  expect(search(hostOf(at('/w', inPackage))).files).toContain('/w/spec/a.kyn');
});

test('a folder with only the names of a package is searched', () => {
  const names = { SHA256SUMS: '', 'evidence.json': '{"format": "other"}', 'ro-crate-metadata.json': '' };
  const files = Object.entries({ ...names, 'run_manifest.json': '{}' }).map(([name, text]) => [`/w/p/${name}`, text]);
  expect(search(hostOf(Object.fromEntries(files)))).toMatchObject({
    files: expect.arrayContaining(['/w/p/run_manifest.json']),
    gaps: { packages: 0 },
  });
  const index = {
    '/w/q/SHA256SUMS': '',
    '/w/q/ro-crate-metadata.json': '',
    '/w/q/evidence.json': '{"format": "kyn-evidence"}',
  };
  const host = hostOf({ ...Object.fromEntries(files), ...index });
  expect(['/w/p/a.kyn', '/w/q/a.kyn', '/w/q'].map(path => isInPackage(host, '/w', path))).toEqual([false, true, true]);
});

test('returns a large folder in portions, and one portion for a folder without candidates', () => {
  expect(search(hostWith({ '#.json': 450 })).sizes).toEqual([200, 200, 50]);
  expect(search(hostWith({ a: {}, b: { '#.png': 450 } })).sizes).toEqual([0, 0, 0]);
});

test('only files that may be specs or artifacts count', () => {
  const host = hostWith({ data: { '#.jpg': MAX_FILES + 1 }, specs: { 'a.kyn': 1 } });
  expect(search(host)).toMatchObject({ files: ['/w/specs/a.kyn'], gaps: { first: [], more: 0 } });
  const full = hostWith({ '#.json': MAX_FILES });
  expect(search(full)).toMatchObject({ gaps: { first: [], more: 0 } });
  expect(search(full).files).toHaveLength(MAX_FILES);
});

test('a huge folder displaces neither its siblings nor files of another class, and is named', () => {
  const host = hostWith({ data: { '#.json': MAX_FILES + 1 }, runs: { a: { 'm.json': 1 } }, specs: { 'a.kyn': 1 } });
  const { files, gaps } = search(host);
  expect(files).toHaveLength(MAX_FILES + 1);
  expect(files.slice(0, 2)).toEqual(['/w/specs/a.kyn', '/w/runs/a/m.json']);
  expect(gaps).toEqual({ first: [{ folder: '/w/data', left: 'artifact', limit: MAX_FILES }], more: 0, packages: 0 });
});

test('of two large folders the smaller one is complete', () => {
  const { files, gaps } = search(hostWith({ a: { '#.json': MAX_FILES }, b: { '#.json': 200 } }));
  expect(files.filter(file => file.startsWith('/w/b/'))).toHaveLength(200);
  expect(gaps.first).toEqual([{ folder: '/w/a', left: 'artifact', limit: MAX_FILES }]);
});

test('many small folders exhaust the limit of their class only, and the first of the others are named', () => {
  const run: Folder = { '#.json': 100 };
  const runs = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`r${i}`, run]));
  const { files, gaps } = search(hostWith({ runs, specs: { deep: { er: { 'a.kyn': 1 } } } }));
  expect(files).toHaveLength(MAX_FILES + 1);
  expect(files).toContain('/w/specs/deep/er/a.kyn');
  expect(gaps).toEqual({
    first: ['r5', 'r6', 'r7'].map(name => ({ folder: `/w/runs/${name}`, left: 'artifact', limit: MAX_FILES })),
    more: 0,
    packages: 0,
  });
  expect(gapTexts(gaps, path => path.slice(3), 'So.')).toEqual([
    ...['r5', 'r6', 'r7'].map(
      name =>
        `runs/${name} was not searched completely: there are more than 500 JSON files, locks and session logs. So.`,
    ),
  ]);
});

test('after three folders only their number is reported', () => {
  const { gaps } = search(
    hostWith(Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map(name => [name, { '#.kyn': 501 }]))),
  );
  expect([gaps.first.length, gaps.more]).toEqual([3, 3]);
  expect(gapTexts(gaps, path => path, 'So.')[3]).toBe('3 more folders or files were not read completely.');
  expect(gapTexts({ ...gaps, more: 1 }, path => path, 'So.')[3]).toBe('1 more folder or file was not read completely.');
});

test('the limits leave room for real projects', () => {
  const found = findFiles(hostWith({ '#.json': 50_001 }), '/w', ALL);
  for (let next = found.next(); ; next = found.next())
    if (next.done) {
      expect(next.value.first).toEqual([{ folder: '/w', left: 'artifact', limit: 50_000 }]);
      break;
    }
});

test('the number of folders is limited, and folders near the top come first', () => {
  const empty: Folder = {};
  const many = Object.fromEntries(Array.from({ length: MAX_FOLDERS + 10 }, (_, i) => [`${i}`, empty]));
  const { files, gaps } = search(hostWith({ data: many, specs: { 'a.kyn': 1 } }));
  expect(files).toEqual(['/w/specs/a.kyn']);
  expect(gapTexts(gaps, path => path, 'So.')).toEqual([
    '/w/data was not searched completely: there are more than 30 folders. So.',
  ]);
});

test('a folder that cannot be read is named with the reason; one that was deleted meanwhile is not', () => {
  const memory = hostOf({ '/w/a.kyn': '', '/w/gone/b.kyn': '', '/w/sd/c.kyn': '', '/w/sd': { unreadable: 'denied' } });
  const readFolder: Host['readFolder'] = path =>
    path === '/w/gone' ? { ok: false, reason: 'missing' } : memory.readFolder(path);
  const { files, gaps } = search({ ...memory, readFolder });
  expect(files).toEqual(['/w/a.kyn']);
  expect(gaps).toEqual({ first: [{ folder: '/w/sd', reason: 'denied' }], more: 0, packages: 0 });
  expect(gapTexts(gaps, path => path, 'So.')).toEqual([
    '/w/sd was not searched: permission denied. Its specs and artifacts were not checked.',
  ]);
});

test('knows the folders that are not walked by any path in them', () => {
  expect(isSkipped('.venv/lib/x.json')).toBe(true);
  expect(isSkipped('venvs/x.json')).toBe(false);
});

test('a backslash in the name of a file or folder is a part of the name', () => {
  const paths = ['/w/a\\b.kyn', '/w/c\\d/e.kyn'];
  const found = findFiles(hostOf(Object.fromEntries(paths.map(path => [path, '']))), '/w', ['spec']);
  expect([...found].flat()).toEqual(paths);
});

test('a folder that is not found by its name is reported where its name is not UTF-8', () => {
  const host = hostWith({ 'bad\ufffd': {}, gone: {}, 'a.kyn': 1 });
  const search = findFiles(
    { ...host, readFolder: path => (path === '/w' ? host.readFolder(path) : { ok: false, reason: 'missing' }) },
    '/w',
    ALL,
  );
  const files: string[] = [];
  let next = search.next();
  for (; !next.done; next = search.next()) files.push(...next.value);
  expect(files).toEqual(['/w/a.kyn']);
  expect(gapTexts(next.value, path => path.slice(3), '')).toEqual([
    'bad\ufffd was not searched: it was not found. If its name is not UTF-8, rename it: such folders cannot be read. Its specs and artifacts were not checked.',
  ]);
});

test('a pipe or device with the name of a spec is reported, a link and one with another name are not', () => {
  const host = hostOf({ '/w/a.kyn': '', '/w/B.KYN': '' });
  const other = (name: string): FolderEntry => ({ name, kind: 'other' });
  const special: Host = {
    ...host,
    readFolder: path => {
      const read = host.readFolder(path);
      return read.ok
        ? { ok: true, entries: [...read.entries, other('pipe.kyn'), other('link.kyn'), other('socket')] }
        : read;
    },
    linkTarget: path => (path.endsWith('link.kyn') ? 'a.kyn' : undefined),
    stat: path => (path.endsWith('pipe.kyn') ? { ...host.stat('/w/a.kyn')!, kind: 'other' } : host.stat(path)),
  };
  const search = findFiles(special, '/w', ['spec'], LIMITS);
  const first = search.next();
  expect(first.value).toEqual(['/w/B.KYN', '/w/a.kyn']);
  expect(gapTexts(search.next().value as SearchGaps, path => path, '')).toEqual([
    '/w/pipe.kyn was not read: it is a device, a pipe or a file of the system and not a regular file.',
  ]);
});
