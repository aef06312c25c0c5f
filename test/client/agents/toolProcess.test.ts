// The process that answers a tool of an agent: its command line and its end.
import { expect, it } from 'vitest';
import { callInProcess, type ToolJob } from '../../../client/src/agents/toolProcess';
import type { ProcessRequest, ProcessResult } from '../../../src-shared/host/node/runProcess';

const ended: ProcessResult = { ok: true, code: 0, stdout: Buffer.from('the answer'), stderr: Buffer.alloc(0) };

async function call(job: Partial<ToolJob> = {}, result: ProcessResult = ended) {
  const requests: ProcessRequest[] = [];
  const whole: ToolJob = {
    kyn: '/ext/dist/kyn.js',
    name: 'kynml_check',
    input: { path: '--allow-write $(x)' },
    roots: ['/w', '/v'],
    allowWrite: false,
    signal: new AbortController().signal,
    ...job,
  };
  const text = await callInProcess(whole, async request => {
    requests.push(request);
    return result;
  });
  return { text, request: requests[0] };
}

it('runs kyn with the runtime of VS Code; what an agent sent is in one argument', async () => {
  const { text, request } = await call();
  expect(text).toBe('the answer');
  expect(request).toMatchObject({
    program: process.execPath,
    args: [
      '/ext/dist/kyn.js',
      'mcp',
      '--stop-with-input',
      '--root=/w',
      '--root=/v',
      '--call=kynml_check',
      '--input={"path":"--allow-write $(x)"}',
    ],
    cwd: '/w',
    env: { ELECTRON_RUN_AS_NODE: '1' },
    stopsWithInput: true,
  });
});

it('allows writing and names what trains only where it is told to', async () => {
  const { request } = await call({ allowWrite: true, training: { compiler: 'builtin', python: '/p' } });
  expect(request?.args).toEqual(expect.arrayContaining(['--allow-write', '--compiler=builtin', '--python=/p']));
});

it('without an answer, the message of kyn is the answer', async () => {
  const { text } = await call({}, { ...ended, code: 2, stdout: Buffer.alloc(0), stderr: Buffer.from('kyn: wrong\n') });
  expect(text).toBe('kyn: wrong\n');
});

it('a process that did not end by itself is named', async () => {
  expect((await call({}, { ok: false, reason: 'not-started', detail: 'denied' })).text).toBe(
    'The process could not be run: denied.',
  );
});

it('a call that is cancelled says so', async () => {
  const { text } = await call({ signal: AbortSignal.abort() }, { ok: false, reason: 'aborted', detail: '' });
  expect(text).toBe('The call was cancelled.');
});
