// The process that reproduces a run: its command line, its steps and its result.
import { expect, it } from 'vitest';
import { reproduceInProcess, stepReader } from '../../../client/src/tasks/reproduceProcess';
import type { ProcessRequest, ProcessResult } from '../../../src-shared/host/node/runProcess';

const VIEW = { label: 'r', verdict: 'consistent' };

/** Runs a job whose process ends with a result; `requests` are those for the process. */
async function reproduce(result: Partial<Extract<ProcessResult, { ok: true }>> | ProcessResult, aborted = false) {
  const requests: ProcessRequest[] = [];
  const stop = new AbortController();
  const end = await reproduceInProcess(
    {
      kyn: '/ext/dist/kyn.js',
      run: '/w/-x $(a).json#3',
      tools: { compiler: 'auto', official: ['/opt/kynml', '--quiet'], python: '/usr/bin/python3' },
      folder: '/w',
      signal: stop.signal,
      onStep: () => undefined,
    },
    async request => {
      requests.push(request);
      if (aborted) stop.abort();
      return { ok: true, code: 0, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), ...result } as ProcessResult;
    },
  );
  return { end, requests };
}

it('runs kyn with the runtime of VS Code and one argument for each value, without options for Node', async () => {
  process.env.NODE_OPTIONS = '--no-warnings';
  const { requests } = await reproduce({}).finally(() => {
    delete process.env.NODE_OPTIONS;
  });
  expect(requests[0]).toMatchObject({
    program: process.execPath,
    args: [
      '/ext/dist/kyn.js',
      'reproduce',
      '--format',
      'view',
      '--compiler',
      'auto',
      '--kynml=/opt/kynml',
      '--kynml=--quiet',
      '--python',
      '/usr/bin/python3',
      '--',
      '/w/-x $(a).json#3',
    ],
    cwd: '/w',
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  expect(requests[0]?.env).not.toHaveProperty('NODE_OPTIONS');
  // kyn needs time to end the training and to remove its folder.
  expect(requests[0]?.graceMs).toBeGreaterThan(5000);
  // It also ends with a window that is closed or crashes.
  expect(requests[0]?.stopsWithInput).toBe(true);
});

it('returns the verdict, also of a run that was not reproduced', async () => {
  const stdout = Buffer.from(JSON.stringify(VIEW));
  expect((await reproduce({ code: 1, stdout })).end).toEqual({ kind: 'view', view: VIEW });
});

it('returns the last message when there is no verdict', async () => {
  const stderr = Buffer.from('kyn: spec: confirmed\nkyn: r.json is not a run.\n');
  expect((await reproduce({ code: 2, stderr })).end).toEqual({ kind: 'failed', message: 'r.json is not a run.' });
  expect((await reproduce({ code: 1, stdout: Buffer.from('{"x"') })).end).toEqual({
    kind: 'failed',
    message: '`kyn reproduce` ended without a result.',
  });
});

it('states why the process could not be run', async () => {
  const { end } = await reproduce({ ok: false, reason: 'not-started', detail: 'permission denied' });
  expect(end).toEqual({ kind: 'failed', message: 'The process could not be run: permission denied.' });
});

it('reports nothing after it was cancelled', async () => {
  expect((await reproduce({ ok: false, reason: 'aborted', detail: '' }, true)).end).toEqual({ kind: 'cancelled' });
});

it('reads the steps from lines that arrive in parts, and ignores other lines', () => {
  const steps: string[] = [];
  const read = stepReader(({ name, state }) => steps.push(`${name} ${state}`));
  read('kyn: manif');
  read('est: confirmed\nkyn: data: differs\nkyn: run: training with /usr/bin/python3 in a temporary folder\n');
  read('kyn: other: confirmed\nkyn: metrics: unknown\nkyn: spec: confirmed');
  expect(steps).toEqual([
    'manifest confirmed',
    'spec running',
    'data contradicted',
    'environment running',
    'metrics unknown',
  ]);
});
