// The items of the run picker.
import { describe, expect, it } from 'vitest';
import { distinctRuns, localTime, runPickItem } from '../../../client/src/runs/runPickItems';
import { hashB, run } from '../fixtures';

describe('run picker', () => {
  it('shows time, metric, short hash and state', () => {
    const line = runPickItem(run, false);
    expect(line.label).toBe(localTime(run.time));
    expect(line.label).toMatch(/^2026-04-1[789] \d\d:\d\d [+-]\d\d:\d\d$/);
    expect(line).toMatchObject({ icon: 'pass', description: 'mae 0.1230 · 13e9f1e1db50 · current' });
    expect(line.detail).toBe('runs/1/run_manifest.json');
    expect(runPickItem(run, true).detail).toBe('copy of an overwritten manifest, house price.kyn');
    expect(runPickItem({ ...run, metric: '', configHash: null, state: 'unknown' }, false)).toMatchObject({
      icon: 'question',
      description: 'no hash · unknown spec',
    });
  });

  it('shows the fingerprint of an evaluation, which is not made from a spec', () => {
    const { spec: _spec, ...evaluation } = { ...run, configHash: null, state: 'unknown' as const };
    const title = 'evaluation report';
    const shown = (short: string | null) =>
      runPickItem({ ...evaluation, fingerprint: { title, short } }, false).description;
    expect(shown('a1b2c3d4@def45678*')).toBe('mae 0.1230 · a1b2c3d4@def45678* · evaluation report');
    expect(shown(null)).toBe('mae 0.1230 · no fingerprint · evaluation report');
  });

  it('omits the backup of a run that still exists', () => {
    const copy = { ...run, uri: 'file:///storage/copy.json' };
    const older = { ...copy, uri: 'file:///storage/older.json', time: '2026-04-17T17:30:00.000Z' };
    const isBackup = (item: typeof run) => item.uri.startsWith('file:///storage/');
    expect(distinctRuns([run, copy, older], isBackup)).toEqual([run, older]);
    expect(distinctRuns([{ ...run, configHash: hashB }, copy], isBackup)).toHaveLength(2);
    // File systems truncate or round the times of copies.
    expect(distinctRuns([run, { ...copy, time: '2026-04-18T17:29:59.999Z' }], isBackup)).toEqual([run]);
    expect(distinctRuns([run, { ...run, uri: 'file:///w/other.json' }], isBackup)).toHaveLength(2);
  });
});
