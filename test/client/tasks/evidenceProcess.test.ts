// The process that writes a package of evidence: its command line, and what the package states.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evidenceInProcess } from '../../../client/src/tasks/evidenceProcess';
import type { ProcessRequest, ProcessResult } from '../../../src-shared/host/node/runProcess';

const folder = mkdtempSync(path.join(tmpdir(), 'kynml-evidence-process-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Ended = Extract<ProcessResult, { ok: true }>;

/** Exports a run whose process ends with a result; `index`: the text of the index that it wrote. */
async function exported(
  result: Partial<Ended> | ProcessResult,
  { index, aborted = false }: { index?: string; aborted?: boolean } = {},
) {
  const target = path.join(mkdtempSync(path.join(folder, 'of ')), 'package');
  const requests: ProcessRequest[] = [];
  const stop = new AbortController();
  const end = await evidenceInProcess(
    { kyn: '/ext/dist/kyn.js', run: 'runs/$(a).json#3', target, folder: '/w', signal: stop.signal },
    async request => {
      requests.push(request);
      if (index !== undefined) {
        mkdirSync(target);
        writeFileSync(path.join(target, 'evidence.json'), index);
      }
      if (aborted) stop.abort();
      return { ok: true, code: 0, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), ...result } as ProcessResult;
    },
  );
  return { end, target, request: requests[0] };
}

const missing = [{ what: 'The data', reason: 'It was not requested.' }];
const INDEX = JSON.stringify({ verdict: 'confirmed', missing });

it('runs kyn with one argument for each value, and can be stopped by a signal', async () => {
  const { request, target } = await exported({}, { index: INDEX });
  expect(request).toMatchObject({
    program: process.execPath,
    args: ['/ext/dist/kyn.js', 'evidence', '--quiet', '--output-file', target, '--', 'runs/$(a).json#3'],
    cwd: '/w',
    env: { ELECTRON_RUN_AS_NODE: '1' },
    stopsWithInput: false,
  });
});

describe('the end', () => {
  it('is what the package states', async () => {
    expect((await exported({}, { index: INDEX })).end).toEqual({ kind: 'written', verdict: 'confirmed', missing });
  });

  it('is the reason of kyn where it wrote nothing', async () => {
    const stderr = Buffer.from('kyn: note\nkyn: There is a secret in spec/a.kyn, line 2.\n');
    const message = 'There is a secret in spec/a.kyn, line 2.';
    expect((await exported({ code: 1, stderr })).end).toEqual({ kind: 'failed', message });
    expect((await exported({ code: 2 })).end).toEqual({
      kind: 'failed',
      message: '`kyn evidence` ended without a result.',
    });
  });

  it('is a failure where the package cannot be read', async () => {
    for (const more of [{}, { index: '{' }])
      expect((await exported({}, more)).end).toEqual({
        kind: 'failed',
        message: 'The package was written, but its evidence.json cannot be read.',
      });
  });

  it('is nothing after it was cancelled', async () => {
    expect((await exported({}, { index: INDEX, aborted: true })).end).toEqual({ kind: 'cancelled' });
  });
});
