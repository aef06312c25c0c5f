// A bug of kyn that one file shows: the results of the other files are printed, and the message names the file.
import { expect, test } from 'vitest';
import { run } from '../../server/src/cli/run';
import type { Host } from '../../src-shared/host/host';
import { hostOf } from '../repro/memory';
import { inspectHeader } from '../runs/trackers/evaluations';
import { mlflowRun } from '../runs/trackers/stores';
import { manifestText, onDisk } from './cliEnvironment';

const BUG = 'internal error (broken). This is a bug in kyn, not in your files; report it.';
const SPEC = 'model M:\n    input 4\n    dense 1 linear\n';

const namesOf = (files: object): string[] => Object.keys(files).map(path => path.slice('/w/'.length));

const manifests = {
  '/w/a.json': manifestText({ seed: 1 }),
  '/w/b.json': manifestText({ seed: 2 }),
  '/w/c.json': manifestText({ seed: 3, data_hash: 'x' }),
};

/** Runs a command line on files of which some show a bug. */
function kyn(files: Parameters<typeof hostOf>[0], broken: readonly string[], ...words: string[]) {
  const memory = hostOf(files);
  const check = (path: string): void => {
    if (broken.includes(path)) throw new Error('broken');
  };
  const host: Host = {
    ...memory,
    readBytes(path, limit) {
      check(path);
      return memory.readBytes(path, limit);
    },
    readPart(path, from, length) {
      check(path);
      return memory.readPart(path, from, length);
    },
  };
  return run(words, { ...onDisk('/w'), host });
}

test('kyn check', async () => {
  const files = { ...manifests, '/w/bad.kyn': SPEC };
  const { code, stdout, stderr } = await kyn(files, ['/w/b.json', '/w/bad.kyn'], 'check', ...namesOf(files));
  expect(code).toBe(2);
  expect(stdout).toContain('c.json');
  for (const name of ['b.json', 'bad.kyn']) expect(stderr).toContain(`${name} was not checked: ${BUG}`);
});

test('kyn runs', async () => {
  const words = ['runs', ...namesOf(manifests), '--format', 'csv', '--columns', 'path'];
  const { code, stdout, stderr } = await kyn(manifests, ['/w/b.json'], ...words);
  expect(code).toBe(2);
  expect(stdout.split('\n').sort()).toEqual(['', 'a.json', 'c.json', 'path']);
  expect(stderr).toContain(`b.json is not listed: ${BUG}`);
});

test('kyn runs, in the folder of another tracker', async () => {
  const broken = '/w/logs/one.json';
  const { code, stdout, stderr } = await kyn({ [broken]: inspectHeader(), ...mlflowRun({}) }, [broken], 'runs');
  expect(code).toBe(2);
  expect(stdout).toContain('mlruns');
  expect(stderr).toContain(`logs was not searched for runs (Inspect AI run): ${BUG}`);
});
