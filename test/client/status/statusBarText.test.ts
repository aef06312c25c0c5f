// Texts of the status bar for a spec and a run.
import { describe, expect, it } from 'vitest';
import { runStatus, specStatus } from '../../../client/src/status/statusBarText';
import { drifted, hashB, noHash, run, spec, unlocked } from '../fixtures';

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
