// What an event drops of the files that were read: the file, and what leads to it or is in it.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Files } from '../../server/src/lsp/workspace/files';
import { nodeHost } from '../nodeHost';

const PLACES = [
  'runs/1/a.json',
  'runs/1/b.json',
  'runs/2/a.json',
  'link/a.json',
  'one.json',
  'runs/1',
  'runs/1/../2/a.json',
];

// Which places are read again after an event: a file that was read has the result that it had, as the same object, until then.
function readAgain(event: string): string[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'events-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const run of ['runs/1', 'runs/2']) {
    mkdirSync(join(folder, run), { recursive: true });
    for (const name of ['a.json', 'b.json']) writeFileSync(join(folder, run, name), '{}');
  }
  symlinkSync(join(folder, 'runs/1'), join(folder, 'link'));
  symlinkSync(join(folder, 'runs/2/a.json'), join(folder, 'one.json'));
  writeFileSync(join(folder, 'other.txt'), '');
  // Long ago, so that an equal state proves that a file is unchanged.
  const host = { ...nodeHost, stat: (path: string) => old(nodeHost.stat(path)), readBytes: readOld };
  const files = new Files(host);
  const read = () => PLACES.map(place => files.read(`${folder}/${place}`));
  const before = read();
  expect(read()).toEqual(before);
  files.changed([`${folder}/${event}`]);
  const after = read();
  return PLACES.filter((_, i) => after[i] !== before[i]);
}

const old = <T extends { readonly modified: number; readonly changed: number } | undefined>(stat: T): T =>
  stat && { ...stat, modified: stat.modified - 1e6, changed: stat.changed - 1e6 };
const readOld: typeof nodeHost.readBytes = (...asked) => {
  const read = nodeHost.readBytes(...asked);
  return read.ok && read.stat ? { ...read, stat: old(read.stat) } : read;
};

test.each([
  ['runs/1/b.json', ['runs/1/b.json']],
  ['runs/1/a.json', ['runs/1/a.json', 'link/a.json']],
  ['runs/2/a.json', ['runs/2/a.json', 'one.json', 'runs/1/../2/a.json']],
  ['runs/1', ['runs/1/a.json', 'runs/1/b.json', 'link/a.json', 'runs/1', 'runs/1/../2/a.json']],
  ['runs', PLACES],
  ['link', ['link/a.json']],
  ['one.json', ['one.json']],
  ['other.txt', []],
  ['removed.txt', []],
])('an event of %s', (event, expected) => {
  expect(readAgain(event)).toEqual(expected);
});
