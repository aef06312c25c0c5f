// Which of several recorded runs with the same manifest a file belongs to: a run that is repeated may write the same bytes.
import { expect, test } from 'vitest';
import type { RunRecord } from '../../../src-shared/repro/reproduce/runRecord';
import { endOf, type RunFile, recordedRunsOf } from '../../../src-shared/runs/list/recordedRuns';

const HASH = 'a'.repeat(64);
const at = (day: number, time = '10:00:00'): number => Date.parse(`2026-04-${day}T${time}.000Z`);

// A run of a minute on a day of April.
const run = (day: number, folder: string): RunRecord => ({
  name: `${day}`,
  file: `/w/.kynml/records/${day}.json`,
  command: 'train',
  manifest: HASH,
  spec: { configHash: 'b'.repeat(64), path: '/w/a.kyn' },
  imports: [],
  overrides: [],
  folder,
  started: new Date(at(day)).toISOString(),
  ended: at(day, '10:01:00'),
  data: undefined,
});

const endDay = (records: readonly RunRecord[], file: Omit<RunFile, 'hash'>): number | undefined => {
  const end = endOf(recordedRunsOf(records), { hash: HASH, ...file });
  return end && new Date(end.time).getUTCDate();
};

const ALL = [run(20, '/w'), run(18, '/w/b'), run(16, '/w')];
const MOVED = '/w/old/run_manifest.json';

test.each([
  ['the newest run in its folder', { path: '/w/run_manifest.json', modified: at(10) }, 20],
  ['the run in its folder, not a newer one elsewhere', { path: '/w/b/run_manifest.json', modified: at(28) }, 18],
  ['the newest run before a moved file was written', { path: MOVED, modified: at(19) }, 18],
  ['the run that was writing it', { path: MOVED, modified: at(16, '10:00:30') }, 16],
  ['no run, where it was written before all of them', { path: MOVED, modified: at(15) }, undefined],
  [
    'no run, where it was committed before all of them',
    { path: MOVED, modified: at(28), committed: at(15) },
    undefined,
  ],
  ['the newest run where no time is known', { path: MOVED }, 20],
])('a file belongs to %s', (_, file, day) => {
  expect(endDay(ALL, file)).toBe(day);
});

test('a time that a file system rounded to two seconds, and a record without its start, do not exclude a run', () => {
  expect(endDay([run(16, '/w')], { path: MOVED, modified: at(16) - 1500 })).toBe(16);
  expect(endDay([{ ...run(16, '/w'), started: undefined }], { path: MOVED, modified: at(10) })).toBe(16);
});
