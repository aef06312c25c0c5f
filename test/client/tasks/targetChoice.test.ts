// Which target a training starts on.
import { describe, expect, it } from 'vitest';
import { chosenTarget, shownTargets, targetStep } from '../../../client/src/tasks/targetChoice';
import type { TargetItem } from '../../../src-shared/protocol/targetRequests';

const target = (name: string, more: Partial<TargetItem> = {}): TargetItem => ({
  ...{ name, label: name, description: '', isOffered: true },
  ...more,
});
const local = target('local');
const slurm = target('slurm');

describe('the chosen target', () => {
  it('is the setting, until another one is picked in a list', () => {
    expect(chosenTarget('', undefined)).toBeUndefined();
    expect(chosenTarget('slurm', undefined)).toBe('slurm');
    expect(chosenTarget('slurm', { target: 'local', setting: 'slurm' })).toBe('local');
    expect(chosenTarget('', { target: 'slurm', setting: '' })).toBe('slurm');
  });

  it('is the setting again when that was changed after the pick', () => {
    expect(chosenTarget('local', { target: 'slurm', setting: '' })).toBe('local');
    expect(chosenTarget('', { target: 'slurm', setting: 'slurm' })).toBeUndefined();
  });
});

describe('the next step', () => {
  it('asks nothing where there is one target', () => {
    const hidden = target('slurm', { isOffered: false });
    expect(targetStep([local, hidden], undefined)).toEqual({ kind: 'start', target: local });
  });

  it('asks where there are several and none was chosen, and only then', () => {
    expect(targetStep([local, slurm], undefined)).toEqual({ kind: 'ask', targets: [local, slurm] });
    expect(targetStep([local, slurm], 'slurm')).toEqual({ kind: 'start', target: slurm });
    expect(targetStep([local, slurm], 'local')).toEqual({ kind: 'start', target: local });
  });

  it('uses a chosen target that the project does not name', () => {
    const unnamed = target('slurm', { isOffered: false });
    expect(targetStep([local, unnamed], 'slurm')).toEqual({ kind: 'start', target: unnamed });
    expect(shownTargets([local, unnamed], 'slurm')).toHaveLength(2);
  });

  it('never trains here instead of on a chosen target that is missing or has a problem', () => {
    expect(targetStep([local], 'cloud')).toEqual({
      kind: 'refuse',
      message: 'The target cloud is not one of this project, so nothing was started. Choose another one.',
    });
    const broken = target('slurm', { problem: '`sbatch` was not found on PATH.' });
    expect(targetStep([local, broken], 'slurm')).toEqual({
      kind: 'refuse',
      message: '`sbatch` was not found on PATH.',
    });
  });
});
