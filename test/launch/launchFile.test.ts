// The files of launches: found by their folder, the newest counts, and a file that changed meanwhile is not replaced.
import { expect, test } from 'vitest';
import type { FolderResult } from '../../src-shared/host/host';
import type { MemoryFile } from '../../src-shared/host/memoryHost';
import {
  launchFolder,
  launchName,
  newestLaunches,
  storedFolder,
  storedLaunches,
  writeLaunch,
} from '../../src-shared/launch/launchFile';
import { historyOf } from '../../src-shared/repro/history/historyFolder';
import { hostOf } from '../repro/memory';
import { newLaunch } from './newLaunch';

const FOLDER = '/w/.kynml/launches';
const at = (day: number): Date => new Date(Date.UTC(2026, 3, day));

async function stored(...launches: (readonly [day: number, folder: string, id: string])[]) {
  const host = hostOf({ '/w/x': '' });
  const history = historyOf(host, '/w');
  for (const [day, folder, id] of launches) {
    const launch = newLaunch({ folder, id });
    const name = launchName(host, launch, { time: at(day) });
    expect(await writeLaunch(host, history, { name, launch, before: undefined })).toMatchObject({ ok: true });
  }
  return { host, history };
}

test('the newest launch of each folder', async () => {
  const { host, history } = await stored([1, 'a', 'one'], [2, 'b', 'two'], [3, 'a', 'three']);
  const ids = (folder?: string) =>
    storedLaunches(host, history, folder === undefined ? {} : { folder }).launches.map(({ launch }) => launch.id);
  expect(ids()).toEqual(['three', 'two']);
  expect(ids('a')).toEqual(['three']);
  expect(ids('c')).toEqual([]);
  expect([...host.files.keys()].filter(path => path.startsWith(FOLDER))).toHaveLength(3);
});

test('the newest launch, in whatever order the disk lists the files', async () => {
  const { host, history } = await stored([3, 'a', 'three'], [1, 'a', 'one']);
  expect(storedLaunches(host, history).launches.map(({ launch }) => launch.id)).toEqual(['three']);
  const backwards = { ...host, readFolder: (path: string) => reversed(host.readFolder(path)) };
  expect(storedLaunches(backwards, history).launches.map(({ launch }) => launch.id)).toEqual(['three']);
});

test('a new launch follows the one before it by name, whatever the clocks say', async () => {
  const { host, history } = await stored([3, 'a', 'three']);
  const after = storedLaunches(host, history).launches[0]?.name;
  const launch = newLaunch({ folder: 'a', id: 'four' });
  const name = launchName(host, launch, { time: at(1), after });
  expect(name).toMatch(/^2026-04-03T00-00-00\.001Z-four-/);
  await writeLaunch(host, history, { name, launch, before: undefined });
  expect(storedLaunches(host, history).launches.map(one => one.launch.id)).toEqual(['four']);
  expect(launchName(host, launch, { time: at(5), after })).toMatch(/^2026-04-05T00-00-00\.000Z-four-/);
  expect(launchName(host, launch, { time: at(5), after: 'x.json' })).toMatch(/^2026-04-05T/);
  const last = (after ?? '').replace(/^.{24}/, '9999-12-31T23-59-59.999Z');
  expect(launchName(host, launch, { time: at(5), after: last })).toMatch(/^2026-04-05T/);
});

const reversed = (read: FolderResult): FolderResult =>
  read.ok ? { ok: true, entries: [...read.entries].reverse() } : read;

test('a file that another process changed meanwhile is not replaced', async () => {
  const { host, history } = await stored([1, 'a', 'one']);
  const [found] = storedLaunches(host, history).launches;
  const { name = '', text = '' } = found ?? {};
  const launch = newLaunch({ folder: 'a', spec: 'changed.kyn' });
  expect(await writeLaunch(host, history, { name, launch, before: `${text} ` })).toMatchObject({ ok: false });
  expect(await writeLaunch(host, history, { name, launch, before: undefined })).toMatchObject({ ok: false });
  expect(await writeLaunch(host, history, { name, launch, before: text })).toMatchObject({ ok: true });
  expect(storedLaunches(host, history).launches[0]?.launch.spec).toBe('changed.kyn');
});

test('a broken file is reported, and the others are read', async () => {
  const { host, history } = await stored([1, 'a', 'one'], [2, 'b', 'two']);
  const [broken = ''] = [...host.files.keys()].filter(path => path.startsWith(FOLDER));
  host.files.set(broken, '{"version": 1');
  const { launches, problems } = storedLaunches(host, history);
  expect(launches.map(({ launch }) => launch.folder)).toEqual(['b']);
  expect(problems).toEqual([`${broken} is not JSON, or was not written to its end.`]);
});

test('a file that states another folder than its name is reported, so that nothing is done to the runs of another folder', async () => {
  const { host, history } = await stored([1, 'a', 'one'], [2, 'b', 'two']);
  const [first = '', second = ''] = [...host.files.keys()].filter(path => path.startsWith(FOLDER));
  host.files.set(first, host.files.get(second) ?? '');
  const { launches, problems } = storedLaunches(host, history);
  expect(launches.map(({ launch }) => launch.folder)).toEqual(['b']);
  expect(problems).toEqual([`${first} states another folder than its name, so it may have been changed or copied.`]);
});

test('of many folders, the newest are read and the others are counted', async () => {
  const { host, history } = await stored([1, 'a', 'one'], [2, 'b', 'two'], [3, 'c', 'three']);
  const { launches, omitted } = newestLaunches(host, history, 2);
  expect([launches.map(({ launch }) => launch.id), omitted]).toEqual([['three', 'two'], 1]);
});

test('what was submitted is unknown where the folder cannot be read or is a link', () => {
  const problems = (files: Readonly<Record<string, MemoryFile>>): readonly string[] => {
    const host = hostOf(files);
    return storedLaunches(host, historyOf(host, '/w')).problems;
  };
  expect(problems({ '/w/x': '' })).toEqual([]);
  expect(problems({ [`${FOLDER}/a`]: '', [FOLDER]: { unreadable: 'denied' } })).toEqual([
    `${FOLDER} cannot be read: permission denied.`,
  ]);
  expect(problems({ [FOLDER]: { brokenLink: '/x' } })).toEqual([
    `${FOLDER} is a link, and links are not followed there.`,
  ]);
});

test('a file that was replaced by a link is reported', async () => {
  const { host, history } = await stored([1, 'a', 'one'], [2, 'a', 'two']);
  const newest = [...host.files.keys()].filter(path => path.startsWith(FOLDER)).at(-1) ?? '';
  host.files.set(newest, { brokenLink: '/nowhere' });
  const { launches, problems } = storedLaunches(host, history);
  expect([launches, problems]).toEqual([[], [`${newest} is a link, and links are not followed there.`]]);
});

test('folders are relative to the workspace where they are in it', () => {
  expect(['/w', '/w/out/a', '/x/out', '/w2'].map(folder => storedFolder('/w', folder))).toEqual([
    '.',
    'out/a',
    '/x/out',
    '/w2',
  ]);
  expect(['.', 'out/a', '/x/out'].map(folder => launchFolder('/w', { folder }))).toEqual(['/w', '/w/out/a', '/x/out']);
});
