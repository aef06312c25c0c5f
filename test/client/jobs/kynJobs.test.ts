// The process that asks and cancels: its command line, and what is read from its output.
import { describe, expect, it } from 'vitest';
import { askTargets, cancelJobs } from '../../../client/src/jobs/kynJobs';
import type { ProcessRequest, ProcessResult } from '../../../src-shared/host/node/runProcess';

const PLACE = { kyn: '/ext/dist/kyn.js', folder: '/w' };

/** A process with an output. */
function ending({ code = 0, stdout = '', stderr = '' } = {}) {
  const requests: ProcessRequest[] = [];
  const run = async (request: ProcessRequest): Promise<ProcessResult> => {
    requests.push(request);
    return { ok: true, code, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr) };
  };
  return { requests, run };
}
const stopped = async (): Promise<ProcessResult> => ({ ok: false, reason: 'timeout', detail: '' });

describe('asking', () => {
  it('runs kyn with the runtime of VS Code, without options for Node and with a limit of time', async () => {
    process.env.NODE_OPTIONS = '--no-warnings';
    const { requests, run } = ending({ stdout: '{"launches": []}' });
    const look = await askTargets(PLACE, run).finally(() => {
      delete process.env.NODE_OPTIONS;
    });
    expect(look).toEqual({ problems: [] });
    expect(requests[0]).toMatchObject({
      program: process.execPath,
      args: ['/ext/dist/kyn.js', 'jobs', 'show', '--format', 'json'],
      cwd: '/w',
      timeoutMs: 600_000,
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
    expect(requests[0]?.env).not.toHaveProperty('NODE_OPTIONS');
  });

  it('reports a target that does not answer, what could not be kept, and other problems', async () => {
    const launches = [{ reached: true }, { reached: false, detail: 'squeue: no answer' }, { problem: 'Not kept.' }];
    const { run } = ending({ code: 1, stdout: JSON.stringify({ launches }), stderr: 'kyn: x.json is a link.\n' });
    expect(await askTargets(PLACE, run)).toEqual({
      silent: 'squeue: no answer',
      problems: ['x.json is a link.', 'Not kept.'],
    });
  });

  it.each([
    ['not JSON', 'kyn: internal error\n', 'internal error'],
    ['{"launches": 3}', '', '`kyn jobs show` ended without a result.'],
  ])('does not take the output %j for an answer', async (stdout, stderr, problem) => {
    expect(await askTargets(PLACE, ending({ stdout, stderr }).run)).toEqual({ problems: [problem] });
  });

  it('says that the process was stopped', async () => {
    expect(await askTargets(PLACE, stopped)).toEqual({ problems: ['`kyn jobs` could not be run: timeout.'] });
  });
});

describe('cancelling', () => {
  it('names the folder after `--`, so that it is never an option', async () => {
    const { requests, run } = ending();
    expect(await cancelJobs(PLACE, { folder: '/w/-x' }, run)).toEqual([]);
    expect(await cancelJobs(PLACE, { folder: '/w/-x', only: 0 }, run)).toEqual([]);
    expect(requests.map(({ args }) => args.slice(1))).toEqual([
      ['jobs', 'cancel', '--', '/w/-x'],
      ['jobs', 'cancel', '--only=0', '--', '/w/-x'],
    ]);
  });

  it('reports what kyn says, and never a success that it did not report', async () => {
    const { run } = ending({ code: 2, stderr: 'kyn: out could not be cancelled.\n' });
    expect(await cancelJobs(PLACE, { folder: '/w/out' }, run)).toEqual(['out could not be cancelled.']);
    expect(await cancelJobs(PLACE, { folder: '/w/out' }, ending({ code: 2 }).run)).toEqual([
      '`kyn jobs cancel` ended with exit code 2.',
    ]);
    expect(await cancelJobs(PLACE, { folder: '/w/out' }, stopped)).toEqual(['`kyn jobs` could not be run: timeout.']);
  });
});
