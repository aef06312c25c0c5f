// The items of the action menu.
import { describe, expect, it } from 'vitest';
import { runActions, specActions } from '../../../client/src/actions/actions';
import { drifted, noHash, run, spec, unlocked } from '../fixtures';

describe('menu', () => {
  const labels = (state: typeof spec) => specActions(state).map(line => line.label);

  it('offers the applicable actions', () => {
    expect(labels(drifted).slice(0, 2)).toEqual(['Regenerate lock', 'Show what changed']);
    expect(labels(unlocked)).toContain('Create lock');
    expect(labels(unlocked)).not.toContain('Regenerate lock');
    expect(labels(spec)).not.toContain('Create lock');
    expect(labels({ ...spec, errors: 1 })).not.toContain('Train');
    expect(labels(noHash)).not.toContain('Copy CONFIG_HASH');
    expect(runActions(run)[0]?.value).toMatchObject({ command: 'kynml.compareRuns', args: [run.uri] });
    expect(runActions(run).map(line => line.label)).toEqual([
      'Compare with another run',
      'Reproduce run',
      'Verify run',
      'Export evidence',
      'Find its spec',
      'Verify dataset',
    ]);
    const labelsOf = (more: object) => runActions({ ...run, kind: 'mlflow-run', ...more }).map(line => line.label);
    expect(labelsOf({ isTracked: true })).toContain('Export evidence');
    expect(labelsOf({})).not.toContain('Export evidence');
  });

  it('does not call an evaluation report a run, and offers no dataset for it', () => {
    const title = 'evaluation report';
    const report = { ...run, kind: 'eval-report', noun: title, fingerprint: { title, short: null } };
    expect(runActions(report).map(line => line.label)).toEqual(['Compare with another evaluation report']);
  });
});
