// The process that writes a package of evidence: its command line, and what the package states.
import { describe, expect, it } from 'vitest';
import { evidenceInProcess } from '../../../client/src/tasks/evidenceProcess';
import type { ProcessRequest, ProcessResult } from '../../../src-shared/host/node/runProcess';

type Ended = Extract<ProcessResult, { ok: true }>;

const target = '/w/a package';

/** Exports a run whose process ends with a result. */
async function exported(result: Partial<Ended> | ProcessResult, aborted = false) {
  const requests: ProcessRequest[] = [];
  const stop = new AbortController();
  const end = await evidenceInProcess(
    { kyn: '/ext/dist/kyn.js', run: 'runs/$(a).json#3', target, folder: '/w', signal: stop.signal },
    async request => {
      requests.push(request);
      if (aborted) stop.abort();
      return { ok: true, code: 0, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), ...result } as ProcessResult;
    },
  );
  return { end, request: requests[0] };
}

const missing = [{ what: 'The data', reason: 'It was not requested.' }];
const REPORT = { format: 'folder', verdict: 'confirmed', missing };
const stdout = Buffer.from(JSON.stringify({ path: 'x', ...REPORT, files: [] }));

it('runs kyn with one argument for each value, and can be stopped by a signal', async () => {
  const { request } = await exported({ stdout });
  expect(request).toMatchObject({
    program: process.execPath,
    args: [
      '/ext/dist/kyn.js',
      'evidence',
      '--quiet',
      '--report',
      'json',
      '--output-file',
      target,
      '--',
      'runs/$(a).json#3',
    ],
    cwd: '/w',
    env: { ELECTRON_RUN_AS_NODE: '1' },
    stopsWithInput: false,
  });
});

describe('the end', () => {
  it('is what kyn reports', async () => {
    expect((await exported({ stdout })).end).toEqual({ kind: 'written', ...REPORT });
  });

  it('is the reason of kyn where it wrote nothing', async () => {
    const stderr = Buffer.from('kyn: note\nkyn: There is a secret in spec/a.kyn, line 2.\n');
    const message = 'There is a secret in spec/a.kyn, line 2.';
    expect((await exported({ code: 1, stderr })).end).toEqual({ kind: 'failed', message });
    for (const ended of [{ code: 2, stdout }, { stdout: Buffer.from('{') }])
      expect((await exported(ended)).end).toEqual({
        kind: 'failed',
        message: '`kyn evidence` ended without a result.',
      });
  });

  it('is nothing after it was cancelled', async () => {
    expect((await exported({ stdout }, true)).end).toEqual({ kind: 'cancelled' });
  });
});
