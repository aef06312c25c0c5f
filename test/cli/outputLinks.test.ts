// A cloned repository may contain a link with the name of a report or a script: no output is written through it to a place outside.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { kynOnDisk } from './cliEnvironment';

// The folder w with a spec and the link `out`, and a file in the folder home next to it.
function folders(target: string) {
  const top = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-output-')));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const at = (file: string) => path.join(top, file);
  for (const folder of ['w/reports', 'w/data', 'home']) mkdirSync(at(folder), { recursive: true });
  writeFileSync(at('w/a.kyn'), houseSpec);
  writeFileSync(at('w/data/houses.csv'), 'a,b,c,d,price\n1,2,3,4,5\n');
  writeFileSync(at('w/reports/old'), 'old');
  writeFileSync(at('home/profile'), '');
  symlinkSync(target, at('w/out'));
  return { at, kyn: (...argv: string[]) => kynOnDisk(at('w'), ...argv) };
}

const COMMANDS = [
  ['check', 'a.kyn', '-o', 'out'],
  ['fmt', 'a.kyn', '-o', 'out'],
  ['compile', 'a.kyn', '-o', 'out'],
  ['compile', 'a.kyn', '-o', 'out', '--force'],
];

test.each(COMMANDS.map(argv => [argv] as const))('a link that leads out is not followed: %j', async argv => {
  const { at, kyn } = folders('../home/profile');
  expect(await kyn(...argv)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^kyn: out cannot be replaced: it is a link that leads out of the working folder\. Nothing was (?:done|written)\./,
    ),
  });
  expect(readFileSync(at('home/profile'), 'utf8')).toBe('');
});

test.each(COMMANDS.map(argv => [argv] as const))('a link to nothing is named before the work: %j', async argv => {
  const { at, kyn } = folders('../home/new');
  expect(await kyn(...argv)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^kyn: out cannot be replaced: it is a link whose target does not exist\. Nothing was (?:done|written)\./,
    ),
  });
  expect(existsSync(at('home/new'))).toBe(false);
});

test('a link inside of the working folder is followed', async () => {
  const { at, kyn } = folders('reports/old');
  expect(await kyn('hash', 'a.kyn', '-o', 'out')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(at('w/reports/old'), 'utf8')).toMatch(/^[0-9a-f]{64} {2}a\.kyn\n$/);
});
