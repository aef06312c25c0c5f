// Texts of the status bar, Check Lock, the action menu and the run picker.
import { describe, expect, it } from 'vitest';
import { runActions, specActions } from '../../client/src/actions/actions';
import { lockNotification } from '../../client/src/lock/lockNotification';
import { distinctRuns, localTime, runPickItem } from '../../client/src/runs/runPickItems';
import { runStatus, specStatus } from '../../client/src/status/statusBarText';
import { drifted, hashA, hashB, noHash, run, spec, unlocked } from './fixtures';

describe('status bar', () => {
  it.each([
    ['locked', spec, '$(lock) 13e9f1e1db50', 'Locked in kynml.lock'],
    ['drifted', drifted, '$(warning) drift', 'Drifted: kynml.lock contains 13e9f1e1db50'],
    ['missing', unlocked, '$(unlock) 13e9f1e1db50', 'Not locked'],
    ['no hash', noHash, '$(error) no hash', 'Not UTF-8.'],
    ['newer', { ...spec, lock: { ...spec.lock, state: 'newer' as const } }, '$(question) 13e9f1e1db50', spec.message],
  ])('shows %s', (_name, state, text, second) => {
    const status = specStatus(state);
    expect(status.text).toBe(text);
    expect(status.tooltip[1]).toBe(second);
    expect(status.tooltip).toHaveLength(3);
  });

  it('marks unsaved text, also for screen readers', () => {
    const status = specStatus({ ...drifted, unsaved: true });
    expect(status.text).toBe('$(warning) drift (unsaved)');
    expect(status.tooltip[0]).toBe(`CONFIG_HASH ${hashB} (unsaved)`);
    expect(status.spoken).toBe('KynML: 9e9e602294c9, drifted from its lock (unsaved)');
  });

  it('shows the run of a manifest', () => {
    expect(runStatus(run).text).toBe('$(pass) 13e9f1e1db50');
    expect(runStatus(run).tooltip[1]).toBe('Run of the current version of house price.kyn, mae 0.1230');
    expect(runStatus({ ...run, state: 'unknown', metric: '' }).tooltip[1]).toBe('Run of an unknown spec');
  });
});

describe('Check Lock', () => {
  const report = (state: typeof spec) => lockNotification(state, 'h.kyn', 'kynml.lock');
  const titles = (state: typeof spec) => report(state).actions.map(action => action.title);

  it('describes each state with its actions', () => {
    expect(report(spec)).toMatchObject({
      level: 'information',
      text: 'h.kyn is locked: its hash 13e9f1e1db50 matches kynml.lock.',
    });
    expect(report(drifted)).toMatchObject({
      level: 'warning',
      text: 'h.kyn changed after it was locked (locked: 13e9f1e1db50, current: 9e9e602294c9).',
    });
    expect(titles(drifted)).toEqual(['Regenerate lock', 'Show what changed']);
    expect(titles(unlocked)).toEqual(['Create lock']);
    expect(titles({ ...spec, lock: { ...spec.lock, state: 'invalid' } })).toEqual(['Open lock']);
    expect(report(noHash)).toEqual({ level: 'error', text: 'Not UTF-8.', actions: [] });
  });
});

describe('menu', () => {
  const labels = (state: typeof spec) => specActions(state).map(line => line.label.replace(/^\$\(.*?\) /, ''));

  it('offers the applicable actions', () => {
    expect(labels(drifted).slice(0, 2)).toEqual(['Regenerate lock', 'Show what changed']);
    expect(labels(unlocked)).toContain('Create lock');
    expect(labels(unlocked)).not.toContain('Regenerate lock');
    expect(labels(spec)).not.toContain('Create lock');
    expect(labels({ ...spec, errors: 1 })).not.toContain('Train');
    expect(labels(noHash)).not.toContain('Copy CONFIG_HASH');
    expect(runActions(run.uri)[0]?.value).toMatchObject({ command: 'kynml.compareRuns', args: [run.uri] });
  });
});

describe('run picker', () => {
  it('shows time, metric, short hash and state', () => {
    const line = runPickItem(run, false);
    expect(line.label).toBe(localTime(run.time));
    expect(line.label).toMatch(/^2026-04-1[789] \d\d:\d\d$/);
    expect(line.description).toBe('mae 0.1230 · 13e9f1e1db50 · $(pass) current');
    expect(line.detail).toBe('runs/1/run_manifest.json');
    expect(runPickItem(run, true).detail).toBe('copy of an overwritten manifest, house price.kyn');
    expect(runPickItem({ ...run, metric: '', configHash: null, state: 'unknown' }, false).description).toBe(
      'no hash · $(question) unknown spec',
    );
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

it('has hashes of 64 digits in its fixtures', () => {
  expect([hashA.length, hashB.length]).toEqual([64, 64]);
});
