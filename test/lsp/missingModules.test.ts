// Which modules an interpreter has, asked by the server.
import { expect, test } from 'vitest';
import type { RunResult } from '../../src-shared/host/host';
import { nodeHost } from '../nodeHost';
import { startClient, type TestClient } from './client';

const ran: string[] = [];

// An interpreter that has only numpy.
async function started({
  trusted = true,
  result,
}: {
  trusted?: boolean;
  result?: RunResult;
} = {}): Promise<TestClient> {
  ran.length = 0;
  const host = {
    ...nodeHost,
    run: async (argv: readonly string[]): Promise<RunResult> => {
      ran.push(argv[0] ?? '');
      return result ?? { ok: true, code: 0, stdout: 'module numpy\nend of modules\n', stderr: '' };
    },
  };
  return startClient({ 'a.kyn': '' }, { host, options: { commands: true, trusted } });
}

const missing = (client: TestClient) =>
  client.request('kynml/missingModules', { python: '/py', modules: ['torch', 'numpy'], folder: client.uri('') });

test('the modules that an interpreter does not have are returned', async () => {
  expect(await missing(await started())).toEqual({ ok: true, missing: ['torch'] });
  expect(ran).toContain('/py');
});

test('an interpreter that cannot be run is reported', async () => {
  const client = await started({ result: { ok: false, reason: 'not-started', detail: '' } });
  expect(await missing(client)).toEqual({
    ok: false,
    message: 'The interpreter /py could not be run: it did not start.',
  });
});

test('nothing is started without trust', async () => {
  expect(await missing(await started({ trusted: false }))).toEqual({
    ok: false,
    message: 'Checking an interpreter starts it, which requires a trusted workspace.',
  });
  expect(ran).not.toContain('/py');
});
