// When the official compiler is started and when it is stopped.
import { existsSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { isAlive } from '../isAlive';
import { nodeHost } from '../nodeHost';
import type { ClientOptions, TestClient } from './client';
import {
  aWhile,
  compilerDiagnostics,
  fails,
  gone,
  HANGS,
  official,
  pidOf,
  ran,
  runs,
  SPEC,
  settingsWith,
  startWithCompiler,
  VALID,
} from './compilerClient';

describe('a compiler that hangs', () => {
  const impatient: ClientOptions = {
    host: { ...nodeHost, run: (argv, options) => nodeHost.run(argv, { ...options, timeoutMs: 700 }) },
  };

  test('is stopped after the time limit, and a message reports it', async () => {
    const client = await startWithCompiler(HANGS, impatient);
    await client.save('a.kyn', SPEC);
    const [found] = await compilerDiagnostics(client);
    expect(found).toMatchObject({ severity: 3, range: { start: { line: 0 } } });
    expect(found?.message).toContain('did not finish within 10 s');
    await gone(pidOf(client, 0));
  });

  test('has a limit of 10 seconds', async () => {
    const limits: number[] = [];
    const host = {
      ...nodeHost,
      run: async (_: unknown, options: { timeoutMs: number }) => {
        limits.push(options.timeoutMs);
        return { ok: false as const, reason: 'timeout' as const, detail: '' };
      },
    };
    const client = await startWithCompiler('', { host });
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    expect(limits).toEqual([10_000]);
  });

  test('is stopped by the next save, whose result is shown', async () => {
    const client = await startWithCompiler(HANGS);
    await client.save('a.kyn', SPEC);
    await ran(client, 1);
    const first = pidOf(client, 0);
    expect(isAlive(first)).toBe(true);
    client.write('do', fails('"KynMLError: " + path + ":10: second"'));
    await client.save('a.kyn', SPEC);
    await gone(first);
    expect((await compilerDiagnostics(client)).map(d => d.message)).toEqual(['second']);
  });

  test.each([
    [
      'when the file is closed',
      (client: TestClient) =>
        client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: client.uri('a.kyn') } }),
    ],
    [
      'when the setting is turned off',
      (client: TestClient, settings: { validate: { onSave: boolean } }) => {
        settings.validate.onSave = false;
        return client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      },
    ],
    ['when the server shuts down', (client: TestClient) => client.connection.sendRequest('shutdown')],
  ])('is stopped %s', async (_, end) => {
    const settings = settingsWith();
    const client = await startWithCompiler(HANGS, { settings: () => settings });
    await client.save('a.kyn', SPEC);
    await ran(client, 1);
    expect(isAlive(pidOf(client, 0))).toBe(true);
    await end(client, settings);
    await gone(pidOf(client, 0));
  });

  test('does not block other files; a few compilers run at once', async () => {
    const client = await startWithCompiler(HANGS);
    for (const name of ['b.kyn', 'c.kyn']) {
      client.write(name, SPEC);
      await client.open(name, SPEC);
    }
    for (const name of ['a.kyn', 'b.kyn', 'c.kyn']) await client.save(name, SPEC);
    await ran(client, 2);
    await aWhile();
    expect(runs(client)).toHaveLength(2);
    const waiting = ['a.kyn', 'b.kyn', 'c.kyn'].find(name => !runs(client).some(run => run[1] === client.path(name)));
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: String(client.uri(waiting === 'a.kyn' ? 'b.kyn' : 'a.kyn')) },
    });
    await ran(client, 3);
    expect(runs(client)[2]?.[1]).toBe(client.path(String(waiting)));
  });
});

describe('no compiler is started', () => {
  const quiet = async (client: TestClient) => {
    await client.save('a.kyn', SPEC);
    await aWhile();
    expect(runs(client)).toEqual([]);
    expect(await official(client)).toEqual([]);
  };

  test('in an untrusted workspace, until it is trusted', async () => {
    const client = await startWithCompiler(VALID, { options: {} });
    await quiet(client);
    await client.connection.sendNotification('kynml/trusted', {});
    await client.save('a.kyn', SPEC);
    await ran(client, 1);
  });

  test('when the setting is off, which is the default', async () => {
    await quiet(await startWithCompiler(VALID, { settings: { command: './kynml' } }));
    await quiet(await startWithCompiler(VALID, { settings: settingsWith({ validate: { onSave: 'true' } }) }));
  });

  test('by opening, typing or reading', async () => {
    const client = await startWithCompiler(VALID);
    await client.change('a.kyn', `${SPEC}#`);
    await client.hover('a.kyn', 0, 0);
    await aWhile();
    expect(runs(client)).toEqual([]);
  });

  test('for other files than specs', async () => {
    const client = await startWithCompiler(VALID);
    await client.open('kynml.lock', '{}');
    await client.save('kynml.lock', '{}');
    await aWhile();
    expect(runs(client)).toEqual([]);
  });

  test('in a folder where the setting is off, although it is on in another', async () => {
    const settings = (scope?: string) =>
      scope?.endsWith('/on') ? settingsWith({ command: '../kynml' }) : settingsWith({ validate: {} });
    const client = await startWithCompiler(VALID, { folders: ['on', 'off'], settings });
    client.write('on/do', VALID);
    for (const path of ['off/a.kyn', 'on/a.kyn']) {
      client.write(path, SPEC);
      await client.open(path, SPEC);
      await client.save(path, SPEC);
    }
    await vi.waitFor(() => expect(existsSync(client.path('on/ran'))).toBe(true), { timeout: 10_000 });
    await aWhile();
    expect(existsSync(client.path('off/ran'))).toBe(false);
    expect(runs(client)).toEqual([]);
  });
});
