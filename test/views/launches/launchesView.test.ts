// The rows of what was submitted: nothing is called done that is not, and a silent target shows as unknown.
import { describe, expect, test } from 'vitest';
import { type Element, STATES } from '../../../src-shared/launch/element';
import { type Launch, withJob, withSubmission } from '../../../src-shared/launch/launch';
import { utcClock } from '../../../src-shared/protocol/clock';
import { launchesView } from '../../../src-shared/views/launches/launchesView';
import { MAX_RUNS } from '../../../src-shared/views/launches/submittedRuns';
import { newLaunch } from '../../launch/newLaunch';

const TIME = '2026-04-18T17:30:05.123Z';
const wording = {
  label: (path: string) => path.replace('/w/', ''),
  uri: (path: string) => `file://${path}`,
  clock: utcClock,
};

function launchOf(elements: readonly Element[], more: Partial<Launch> = {}): Launch {
  const indices = elements.map((_, i) => i);
  const launch = withSubmission(newLaunch(), indices, { time: TIME, resources: ['--partition=gpu'] });
  return { ...withJob(launch, '4711'), elements: new Map(elements.entries()), ...more };
}
const WHOLE = { problems: [], omitted: 0 };
const rows = (launch: Launch) => launchesView([{ launch, folder: '/w/out', workspace: '/w' }], WHOLE, wording);
const row = (launch: Launch) => rows(launch).launches[0];
const of = (state: Element['state'], more: Partial<Element> = {}): Element => ({ state, attempt: 0, ...more });
const SILENT = { contact: { time: TIME, detail: 'squeue: no answer' } };

describe('a launch', () => {
  test('has the counts of its states, its job and its folder', () => {
    const shown = row(launchOf([of('done'), of('running'), of('failed', { code: 3, reason: 'exit code 3' })]));
    expect(shown).toMatchObject({
      ...{ label: 'out', description: '1 running, 1 done, 1 failed · Slurm 4711', state: 'running' },
      ...{ active: 1, missing: 1, more: 0 },
    });
    expect(shown?.tooltip).toBe(
      'Sweep of house.kyn in out\nSlurm 4711\n1 running, 1 done, 1 failed\nSubmitted 2026-04-18 17:30 UTC\nThe target added --partition=gpu',
    );
  });

  test.each(STATES.filter(state => state !== 'done'))('is not done while a run of it is %s', state => {
    expect(row(launchOf([of('done'), of(state)]))?.state).toBe(state);
    expect(row(launchOf([of('done')]))?.state).toBe('done');
  });

  test('whose target does not answer is unknown, as are its runs that may still run', () => {
    const shown = row(launchOf([of('done'), of('running'), of('failed', { reason: 'exit code 3' })], SILENT));
    expect(shown).toMatchObject({
      state: 'silent',
      description: 'no answer, last known: 1 running, 1 done, 1 failed · Slurm 4711',
      tooltip: expect.stringContaining('Slurm did not answer 2026-04-18 17:30 UTC (squeue: no answer)'),
    });
    expect(shown?.runs.map(({ label, description, state }) => [label, description, state])).toEqual([
      ['combo-0002', 'failed: exit code 3', 'failed'],
      ['combo-0001', 'last known: running', 'silent'],
      ['combo-0000', 'done', 'done'],
    ]);
  });

  test('that ended is known, although the target did not answer later', () => {
    expect(row(launchOf([of('done'), of('lost')], SILENT))?.state).toBe('lost');
  });

  test('shows the runs that need attention first, and counts the others', () => {
    const many = [...Array.from({ length: MAX_RUNS + 50 }, () => of('done')), of('failed')];
    const shown = row(launchOf(many));
    expect([shown?.runs.length, shown?.more, shown?.runs[0]?.label]).toEqual([MAX_RUNS, 51, 'combo-0250']);
  });

  test('of a training is named after its spec where it runs in the working folder', () => {
    const training = launchOf([of('queued')], { command: 'train', folder: '.', spec: 'a\u202e.kyn' });
    const [shown] = launchesView([{ launch: training, folder: '/w/', workspace: '/w' }], WHOLE, {
      ...wording,
      label: () => '',
    }).launches;
    expect([shown?.label, shown?.runs[0]?.label, shown?.runs[0]?.log]).toEqual([
      'a\\u202e.kyn',
      'training',
      'file:///w//output.txt',
    ]);
  });
});

describe('all launches together', () => {
  test('say how many may still run, have no result, or are not known', () => {
    expect(rows(launchOf([of('running'), of('lost')])).description).toBe('1 active · 1 without a result');
    expect(rows(launchOf([of('running')], SILENT)).description).toBe('1 active · no answer');
    expect(rows(launchOf([of('done')])).description).toBe('all done');
    expect(launchesView([], WHOLE, wording)).toEqual({ launches: [], active: 0, description: '', tooltip: '' });
    expect(launchesView([], { ...WHOLE, problems: ['x.json is a link.'] }, wording).description).toBe(
      '1 file unreadable',
    );
  });

  test('are not all done where older ones are not shown', () => {
    const placed = { launch: launchOf([of('done')]), folder: '/w/out', workspace: '/w' };
    expect(launchesView([placed], { ...WHOLE, omitted: 2 }, wording).description).toBe('2 older not shown');
  });

  test('have ids of their own, also in a copy of a workspace', () => {
    const launch = launchOf([of('done')]);
    const { launches } = launchesView(
      [
        { launch, folder: '/w/out', workspace: '/w' },
        { launch, folder: '/copy/out', workspace: '/copy' },
      ],
      WHOLE,
      wording,
    );
    const ids = launches.flatMap(({ id, runs }) => [id, ...runs.map(run => run.id)]);
    expect(new Set(ids).size).toBe(4);
  });
});
