// Where the sweep of a spec runs, and which earlier sweep can be continued.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { sweepFolders } from '../../../src-shared/repro/training/sweepFolders';
import { resultsText, type SweepEntry } from '../../../src-shared/repro/training/sweepResults';
import { jsonNumber, jsonObject, jsonString } from '../../../src-shared/text/makeJson';
import { hostOf } from '../memory';

const TEXT = 'params:\n    lr = 0.1\n\nsweep:\n    lr = [0.1, 0.01, 0.001]\n';
const HASH = 'a'.repeat(64);
const VALUES = ['0.1', '0.01', '0.001'];
const script = (hash = HASH): string => `CONFIG_HASH = "${hash}"\n`;
const ENV = { python: '3.11.9', platform: 'Linux', torch: '2.3.0' };
const manifest = (hash = HASH, env: Readonly<Record<string, string>> = ENV) =>
  jsonObject([
    ['config_hash', jsonString(hash)],
    ['data_hash', jsonString('d'.repeat(64))],
    ['env', jsonObject(Object.entries(env).map(([name, version]) => [name, jsonString(version)]))],
    ['kynml_version', jsonString('kyn 1')],
    ['metrics', jsonObject([])],
    ['seed', jsonString(null)],
  ]);
const entry = (index: number, fields: Partial<SweepEntry> = {}): SweepEntry => ({
  index,
  combo: jsonObject([['lr', jsonNumber(VALUES[index] ?? '')]]),
  exitCode: 0,
  manifest: manifest(),
  ...fields,
});
const failed = (index: number) => entry(index, { exitCode: 1, manifest: undefined });

// The sweeps in /w with these files in its folders.
function at(files: Readonly<Record<string, string>>, ...used: readonly string[]) {
  const host = hostOf(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/w/${path}`, text])));
  const names = analyze({ tree: parse(TEXT) });
  const { free, total, unfinished } = sweepFolders(
    host,
    { folder: '/w', isUsed: folder => used.includes(folder) },
    { path: '/w/s/h.kyn', configHash: HASH, names },
  );
  return { free, total, ...unfinished };
}

const sweep = (folder: string, ...entries: readonly SweepEntry[]) => ({
  [`${folder}/sweep_results.json`]: resultsText(entries),
  [`${folder}/combo-0000/train.py`]: script(),
});

test('the first sweep gets a folder named after the spec', () => {
  expect(at({})).toEqual({ free: '/w/sweep_h', total: 3 });
});

test('a sweep with failed and missing combinations can be continued', () => {
  expect(at(sweep('sweep_h', entry(0), failed(1)))).toEqual({
    free: '/w/sweep_h-2',
    total: 3,
    folder: '/w/sweep_h',
    done: 1,
    failed: 1,
    isRunning: false,
  });
});

test('a result whose manifest has an error does not count, as when a combination is looked for without results', () => {
  const invalid = entry(0, { manifest: manifest(HASH, {}) });
  expect(at(sweep('sweep_h', invalid, entry(1)))).toMatchObject({ done: 1, failed: 1 });
});

test('a sweep that runs is reported as running, and before one that could be continued', () => {
  const files = { ...sweep('sweep_h', entry(0)), ...sweep('sweep_h-2', failed(0)) };
  expect(at(files)).toMatchObject({ folder: '/w/sweep_h-2', isRunning: false });
  expect(at(files, '/w/sweep_h')).toMatchObject({ folder: '/w/sweep_h', done: 1, isRunning: true });
});

test('a sweep that was killed before its first result can be continued', () => {
  expect(at({ 'sweep_h/combo-0000/train.py': script() })).toMatchObject({ folder: '/w/sweep_h', done: 0, failed: 0 });
});

test('a sweep in the working folder can be continued', () => {
  expect(at({ 'combo-0000/train.py': script(), 'sweep_results.json': resultsText([entry(0)]) })).toMatchObject({
    folder: '/w',
    free: '/w/sweep_h',
  });
});

test('the newest unfinished sweep is continued', () => {
  const files = { ...sweep('sweep_h', failed(0)), ...sweep('sweep_h-10', entry(0)), ...sweep('sweep_h-9', failed(0)) };
  expect(at(files)).toMatchObject({ folder: '/w/sweep_h-10', free: '/w/sweep_h-11' });
});

test.each([
  ['a complete sweep', sweep('sweep_h', entry(0), entry(1), entry(2))],
  [
    'a sweep of another version of the spec',
    { ...sweep('sweep_h'), 'sweep_h/combo-0000/train.py': script('b'.repeat(64)) },
  ],
  ['results of another version of the spec', sweep('sweep_h', entry(0, { manifest: manifest('b'.repeat(64)) }))],
  ['a sweep with other values', sweep('sweep_h', entry(0, { combo: jsonObject([['lr', jsonNumber('9')]]) }))],
  ['a sweep with more combinations', sweep('sweep_h', entry(7, { combo: jsonObject([['lr', jsonNumber('0.1')]]) }))],
  ['results of another tool', { ...sweep('sweep_h'), 'sweep_h/sweep_results.json': '[{"params": {}}]' }],
  ['a folder without scripts', { 'sweep_h/notes.txt': '' }],
])('%s cannot be continued', (_name, files) => {
  expect(at(files)).toEqual({ free: '/w/sweep_h-2', total: 3 });
});

test('other names do not count', () => {
  const files = { 'sweep_house/x': '', 'sweep_h-x/x': '', 'sweep_h-02/x': '', 'sweep_h-0/x': '' };
  expect(at(files)).toEqual({ free: '/w/sweep_h', total: 3 });
});
