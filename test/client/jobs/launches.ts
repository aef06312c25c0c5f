// Launches as the server shows them, for tests of the client.
import type { Launched, LaunchesView, SubmittedRun } from '../../../src-shared/protocol/targetRequests';

/** A run of a sweep that runs. */
export const submittedRun = (more: Partial<SubmittedRun> = {}): SubmittedRun => ({
  ...{ id: 'a:3', index: 3, label: 'combo-0003', description: 'running', tooltip: '', state: 'running' },
  log: 'file:///w/out/combo-0003/output.txt',
  ...more,
});

/** A sweep of which two runs may still run. */
export const launched = (more: Partial<Launched> = {}): Launched => ({
  ...{ id: 'a', command: 'sweep', folder: 'file:///w/out', workspace: 'file:///w', spec: 'h.kyn' },
  ...{
    specUri: 'file:///w/h.kyn',
    jobs: ['4711'],
    label: 'out',
    description: '2 running',
    tooltip: '',
    state: 'running',
  },
  ...{ active: 2, missing: 0, runs: [submittedRun()], more: 0 },
  ...more,
});

/** The view of some launches. */
export const viewOf = (...launches: readonly Launched[]): LaunchesView => ({
  launches,
  description: '2 active',
  tooltip: 'about them',
  active: launches.reduce((sum, { active }) => sum + active, 0),
});
