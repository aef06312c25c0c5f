// The time of a run, and the date in a folder's name.
import { describe, expect, test } from 'vitest';
import { folderDate } from '../../../src-shared/runs/time/folderDate';
import { runTime, type TimeEvidence } from '../../../src-shared/runs/time/runTime';

const iso = (time: number): string => new Date(time).toISOString();

describe('the date of a folder', () => {
  test.each([
    ['runs/2026-04-18/run_manifest.json', '2026-04-18T00:00:00.000Z', false],
    ['runs/20260418/run_manifest.json', '2026-04-18T00:00:00.000Z', false],
    ['runs/2026-04-18_1_house/run_manifest.json', '2026-04-18T00:00:00.000Z', false],
    ['runs/2026-04-18_14-05-33/m.json', '2026-04-18T14:05:33.000Z', true],
    ['runs/20260418_140533-adam/m.json', '2026-04-18T14:05:33.000Z', true],
    ['runs/2026-04-18T14:05/m.json', '2026-04-18T14:05:00.000Z', true],
    ['outputs/2026-04-18/14-05-33/m.json', '2026-04-18T14:05:33.000Z', true],
    ['2025-01-01/2026-04-18/m.json', '2026-04-18T00:00:00.000Z', false],
  ])('%s', (path, time, hasClock) => {
    const found = folderDate(path);
    expect(found && { time: iso(found.time), hasClock: found.hasClock }).toEqual({ time, hasClock });
  });

  test.each([
    'run_manifest.json',
    'runs/2026-04-18.json',
    'runs/2026-02-30/m.json',
    'runs/2026-13-01/m.json',
    'runs/120260418/m.json',
    'runs/202604181/m.json',
    'runs/1999-04-18/m.json',
    'runs/seed_20/m.json',
  ])('%s has none', path => expect(folderDate(path)).toBeUndefined());
});

describe('the time of a run comes from the most reliable source', () => {
  const all: TimeEvidence = {
    path: 'runs/2026-04-18/m.json',
    recorded: 5,
    written: '2026-05-01T10:00:00+02:00',
    committed: 7,
    modified: 9,
  };

  test('the record, the artifact, the folder, the commit, the file', () => {
    expect(runTime(all)).toEqual({ time: 5, source: 'record' });
    const unrecorded = { ...all, recorded: undefined };
    expect(runTime(unrecorded)).toEqual({ time: Date.parse('2026-05-01T08:00:00Z'), source: 'artifact' });
    const unwritten = { ...unrecorded, written: undefined };
    expect(runTime(unwritten)).toEqual({ time: Date.parse('2026-04-18'), source: 'folder', about: 'day' });
    const undated = { ...unwritten, path: 'm.json' };
    expect(runTime(undated)).toEqual({ time: 7, source: 'commit' });
    expect(runTime({ ...undated, committed: undefined })).toEqual({ time: 9, source: 'file' });
    expect(runTime({ ...undated, committed: undefined, modified: undefined })).toBeUndefined();
  });

  test.each([
    ['2026-05-01T10:00:00.123456', '2026-05-01T10:00:00.123Z', 'minute'],
    ['2026-05-01 10:00:00', '2026-05-01T10:00:00.000Z', 'minute'],
    ['2026-05-01T10:00Z', '2026-05-01T10:00:00.000Z', undefined],
    ['2026-05-01T10:00:00+0530', '2026-05-01T04:30:00.000Z', undefined],
    ['2026-05-01', '2026-05-01T00:00:00.000Z', 'day'],
  ])('%s as written', (written, time, about) => {
    const found = runTime({ ...all, recorded: undefined, written });
    expect(found && { ...found, time: iso(found.time) }).toEqual({
      time,
      source: 'artifact',
      ...(about && { about }),
    });
  });

  test.each(['yesterday', '', '2026-99-01', '2026-02-30T10:00:00Z', '2026-04-31', '1714550400'])(
    '%j is not a time',
    written => expect(runTime({ ...all, recorded: undefined, written })?.source).toBe('folder'),
  );
});
