// Texts of the status bar for a spec and a run.
import { describe, expect, it } from 'vitest';
import { runStatus, type StatusText, specStatus } from '../../../client/src/status/statusBarText';
import { drifted, hashB, noHash, run, spec, unlocked } from '../fixtures';

const label = ({ icon, text }: StatusText): string => `$(${icon}) ${text}`;

describe('status bar', () => {
  it.each([
    ['locked', spec, '$(lock) 13e9f1e1db50', 'Locked in kynml.lock'],
    ['drifted', drifted, '$(warning) drift', 'Drifted: kynml.lock contains 13e9f1e1db50'],
    ['missing', unlocked, '$(unlock) 13e9f1e1db50', 'Not locked'],
    ['no hash', noHash, '$(error) no hash', 'Not UTF-8.'],
    ['newer', { ...spec, lock: { ...spec.lock, state: 'newer' as const } }, '$(question) 13e9f1e1db50', spec.message],
  ])('shows %s', (_name, state, text, second) => {
    const status = specStatus(state);
    expect(label(status)).toBe(text);
    expect(status.tooltip[1]).toBe(second);
    expect(status.tooltip).toHaveLength(3);
  });

  it('marks unsaved text, also for screen readers', () => {
    const status = specStatus({ ...drifted, unsaved: true });
    expect(label(status)).toBe('$(warning) drift (unsaved)');
    expect(status.tooltip[0]).toBe(`CONFIG_HASH ${hashB} (unsaved)`);
    expect(status.spoken).toBe('KynML: 9e9e602294c9, drifted from its lock (unsaved)');
  });

  it('shows the fingerprint of an evaluation in its own words', () => {
    const { spec: _spec, ...evaluation } = { ...run, configHash: null, state: 'unknown' as const };
    const title = 'evaluation report';
    const status = runStatus({
      ...evaluation,
      fingerprint: { title, short: 'a1b2c3d4@def45678*' },
      metric: 'accuracy 0.9000',
    });
    expect(label(status)).toBe('$(beaker) a1b2c3d4@def45678*');
    expect(status.spoken).toBe('KynML: evaluation report, a1b2c3d4@def45678*');
    expect(status.tooltip.slice(0, 2)).toEqual([
      'Fingerprint a1b2c3d4@def45678*',
      'Evaluation report, accuracy 0.9000',
    ]);
    const without = runStatus({ ...evaluation, fingerprint: { title, short: null }, metric: '' });
    expect([label(without), ...without.tooltip.slice(0, 2)]).toEqual([
      '$(beaker) no fingerprint',
      'No fingerprint',
      'Evaluation report',
    ]);
    expect(JSON.stringify([status, without])).not.toMatch(/\brun\b|\bspec\b/i);
  });

  it('shows the run of a manifest', () => {
    expect(label(runStatus(run))).toBe('$(pass) 13e9f1e1db50');
    expect(runStatus(run).tooltip[1]).toBe('Run of the current version of house price.kyn, mae 0.1230');
    expect(runStatus({ ...run, state: 'unknown', metric: '' }).tooltip[1]).toBe('Run of an unknown spec');
    const importing = (imports: 'changed' | 'unknown') => runStatus({ ...run, state: 'unknown', imports, metric: '' });
    expect(importing('unknown').tooltip[1]).toBe('Run of house price.kyn; what it imported then is not known');
    expect(importing('unknown').spoken).toBe('KynML: run of 13e9f1e1db50, imports not known');
    expect(importing('changed').tooltip[1]).toBe('Run of house price.kyn, of which an imported file changed since');
    expect(importing('changed').spoken).toBe('KynML: run of 13e9f1e1db50, imports changed');
  });
});
