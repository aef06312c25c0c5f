// Validation with the official compiler, through the protocol. The real server starts small fake compilers.
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { nodeHost } from '../../src-shared/host/nodeHost';
import type { ToolAnswer } from '../../src-shared/protocol/requests';
import { isAlive } from '../isAlive';
import { type ClientOptions, startClient, type TestClient } from './client';

const SPEC = `import "lib/parts.kyn"

dataset D:
    source = csv("d.csv")
    target = "y"

train:
    model = M
    data = D
    loss = mse
    optimizer = sgd(lr=0.1)
    epochs = 3
    seed = 1
`;
const PARTS = 'model M:\n    input 2\n    dense 1 linear\n';

// Appends its arguments and its process id to `ran`, then runs the code in the file `do` of its folder.
const TOOL = `#!${process.execPath}
const fs = require('node:fs');
fs.appendFileSync('ran', JSON.stringify([...process.argv.slice(2), process.pid]) + '\\n');
const path = process.argv.at(-1);
eval(fs.readFileSync('do', 'utf8'));
`;
const VALID = 'console.log("Valid KynML program: " + path)';
const fails = (message: string, code = 1) => `console.error(${message}); process.exit(${code})`;
const HANGS = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';

const settingsWith = (more: object = {}) => ({ validate: { onSave: true }, command: './kynml', ...more });

// A client in a trusted workspace with the tool and the setting enabled; `choice` overrides any of this.
async function start(behaviour: string, choice: ClientOptions = {}): Promise<TestClient> {
  const files = { 'a.kyn': SPEC, 'lib/parts.kyn': PARTS, kynml: TOOL, do: behaviour };
  const client = await startClient(files, {
    options: { trusted: true },
    settings: settingsWith(),
    refresh: true,
    ...choice,
  });
  chmodSync(client.path('kynml'), 0o755);
  clients.push(client);
  await client.open('a.kyn', SPEC);
  // The server requested the settings before it answered this request.
  await client.diagnostics('a.kyn');
  return client;
}

const clients: TestClient[] = [];
afterEach(async () => {
  // The shutdown stops programs that are still running.
  for (const client of clients.splice(0)) await client.connection.sendRequest('shutdown').catch(() => undefined);
});

const official = async (client: TestClient, path = 'a.kyn') =>
  (await client.diagnostics(path)).filter(d => d.source === 'kynml validate');

/** Waits for diagnostics of the compiler. */
const compilerDiagnostics = (client: TestClient) =>
  vi.waitFor(
    async () => {
      const found = await official(client);
      expect(found).not.toEqual([]);
      return found;
    },
    { timeout: 10_000, interval: 20 },
  );

const runs = (client: TestClient): [...string[], number][] => {
  if (!existsSync(client.path('ran'))) return [];
  const lines = readFileSync(client.path('ran'), 'utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line));
};
const ran = (client: TestClient, times: number) =>
  vi.waitFor(() => expect(runs(client)).toHaveLength(times), { timeout: 10_000, interval: 20 });
const pidOf = (client: TestClient, run: number): number => Number(runs(client)[run]?.at(-1));

const gone = (pid: number) => vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5000, interval: 20 });

/** Long enough for a program to start, in tests in which none may start. */
const aWhile = () => new Promise(resolve => setTimeout(resolve, 400));

describe('a message of the compiler', () => {
  test('is shown at its line next to the findings, after a refresh of the client', async () => {
    const client = await start(fails('"KynMLError: " + path + ":10: Unsupported loss \'mse\'"'));
    await aWhile();
    const before = client.refreshes;
    await client.save('a.kyn', SPEC);
    const [found, ...more] = await compilerDiagnostics(client);
    expect(more).toEqual([]);
    expect(found).toEqual({
      source: 'kynml validate',
      severity: 1,
      message: "Unsupported loss 'mse'",
      range: { start: { line: 9, character: 4 }, end: { line: 9, character: 14 } },
    });
    await vi.waitFor(() => expect(client.refreshes).toBeGreaterThan(before + 1));
    expect(runs(client)[0]?.slice(0, -1)).toEqual(['validate', client.path('a.kyn')]);
  });

  test('is shown next to the same finding of the server', async () => {
    const wrong = SPEC.replace('mse', 'mse extra');
    const client = await start(fails('"KynMLError: " + path + ":10: same"'));
    await client.change('a.kyn', wrong);
    const own = await client.diagnostics('a.kyn');
    expect(own.map(d => d.range.start.line)).toContain(9);
    await client.save('a.kyn', wrong);
    await compilerDiagnostics(client);
    expect((await client.diagnostics('a.kyn')).filter(d => d.source === 'kynml')).toEqual(own);
  });

  test('about an import is shown at the import statement and links to the line', async () => {
    const client = await start(fails('"KynMLShapeError: lib/parts.kyn:3: too wide"'));
    await client.save('a.kyn', SPEC);
    expect(await compilerDiagnostics(client)).toMatchObject([
      {
        message: 'lib/parts.kyn, line 3: too wide',
        range: { start: { line: 0, character: 7 }, end: { line: 0, character: 22 } },
        relatedInformation: [
          { message: 'too wide', location: { uri: client.uri('lib/parts.kyn'), range: { start: { line: 2 } } } },
        ],
      },
    ]);
  });

  test('about an unknown file is shown at the first line', async () => {
    const client = await start(fails('"KynMLError: /elsewhere/b.kyn:3: wrong"'));
    await client.save('a.kyn', SPEC);
    expect(await compilerDiagnostics(client)).toMatchObject([
      { message: 'elsewhere/b.kyn, line 3: wrong', range: { start: { line: 0, character: 0 } } },
    ]);
  });

  test('at a line after the end is shown at the last line', async () => {
    const client = await start(fails('"KynMLError: " + path + ":9999: wrong"'));
    await client.save('a.kyn', SPEC);
    expect(await compilerDiagnostics(client)).toMatchObject([
      { range: { start: { line: SPEC.split('\n').length - 1 } } },
    ]);
  });

  test('disappears when the spec is valid', async () => {
    const client = await start(fails('"KynMLError: " + path + ":1: wrong"'));
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    client.write('do', VALID);
    await client.save('a.kyn', SPEC);
    await vi.waitFor(async () => expect(await official(client)).toEqual([]), { timeout: 10_000 });
    await ran(client, 2);
  });

  test('that cannot be parsed is reported as an error, whatever the exit code', async () => {
    const client = await start(fails('"\\u001b[31mboom\\u001b[0m"', 0));
    await client.save('a.kyn', SPEC);
    const [found] = await compilerDiagnostics(client);
    expect(found).toMatchObject({ severity: 1, range: { start: { line: 0 } } });
    expect(found?.message).toMatch(/not recognized.*exit code 0 and the output: boom$/);
  });

  test('is published to clients that cannot pull', async () => {
    const client = await start(fails('"KynMLError: " + path + ":10: wrong"'), { pull: false });
    await vi.waitFor(() => expect(client.published.has(client.uri('a.kyn'))).toBe(true));
    await client.save('a.kyn', SPEC);
    await vi.waitFor(
      () => expect(client.published.get(client.uri('a.kyn'))?.map(d => d.source)).toContain('kynml validate'),
      { timeout: 10_000 },
    );
  });
});

describe('messages are valid only for the validated text', () => {
  test('typing hides them, and the same text shows them again', async () => {
    const client = await start(fails('"KynMLError: " + path + ":10: wrong"'));
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    await client.change('a.kyn', `${SPEC}#`);
    expect(await official(client)).toEqual([]);
    await client.change('a.kyn', SPEC);
    expect(await official(client)).toHaveLength(1);
  });

  test('a change of an import hides them, in the editor or on disk', async () => {
    const client = await start(fails('"KynMLError: lib/parts.kyn:3: wrong"'));
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    await client.open('lib/parts.kyn', PARTS.replace('dense 1', 'dense 2'));
    expect(await official(client)).toEqual([]);
    await client.change('lib/parts.kyn', PARTS);
    expect(await official(client)).toHaveLength(1);
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: client.uri('lib/parts.kyn') },
    });
    client.write('lib/parts.kyn', PARTS.replace('dense 1', 'dense 200'));
    expect(await official(client)).toEqual([]);
  });

  test('they are dropped when the file changed during the run', async () => {
    const client = await start(`fs.appendFileSync(path, '# more'); ${fails('"KynMLError: " + path + ":1: wrong"')}`);
    await client.save('a.kyn', SPEC);
    await ran(client, 1);
    await gone(pidOf(client, 0));
    await aWhile();
    expect(await official(client)).toEqual([]);
    await client.change('a.kyn', `${SPEC}# more`);
    expect(await official(client)).toEqual([]);
  });
});

describe('a compiler that hangs', () => {
  const impatient: ClientOptions = {
    host: { ...nodeHost, run: (argv, options) => nodeHost.run(argv, { ...options, timeoutMs: 700 }) },
  };

  test('is stopped after the time limit, and a message reports it', async () => {
    const client = await start(HANGS, impatient);
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
    const client = await start('', { host });
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    expect(limits).toEqual([10_000]);
  });

  test('is stopped by the next save, whose result is shown', async () => {
    const client = await start(HANGS);
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
    const client = await start(HANGS, { settings: () => settings });
    await client.save('a.kyn', SPEC);
    await ran(client, 1);
    expect(isAlive(pidOf(client, 0))).toBe(true);
    await end(client, settings);
    await gone(pidOf(client, 0));
  });

  test('does not block other files; a few compilers run at once', async () => {
    const client = await start(HANGS);
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
    const client = await start(VALID, { options: {} });
    await quiet(client);
    await client.connection.sendNotification('kynml/trusted', {});
    await client.save('a.kyn', SPEC);
    await ran(client, 1);
  });

  test('when the setting is off, which is the default', async () => {
    await quiet(await start(VALID, { settings: { command: './kynml' } }));
    await quiet(await start(VALID, { settings: settingsWith({ validate: { onSave: 'true' } }) }));
  });

  test('by opening, typing or reading', async () => {
    const client = await start(VALID);
    await client.change('a.kyn', `${SPEC}#`);
    await client.hover('a.kyn', 0, 0);
    await aWhile();
    expect(runs(client)).toEqual([]);
  });

  test('for other files than specs', async () => {
    const client = await start(VALID);
    await client.open('kynml.lock', '{}');
    await client.save('kynml.lock', '{}');
    await aWhile();
    expect(runs(client)).toEqual([]);
  });

  test('in a folder where the setting is off, although it is on in another', async () => {
    const settings = (scope?: string) =>
      scope?.endsWith('/on') ? settingsWith({ command: '../kynml' }) : settingsWith({ validate: {} });
    const client = await start(VALID, { folders: ['on', 'off'], settings });
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

describe('the tool', () => {
  const FAILS = fails('"KynMLError: " + path + ":1: wrong"');

  test('is named by the client', async () => {
    const client = await start(FAILS, {
      options: { trusted: true, tools: true },
      settings: settingsWith({ command: '/no' }),
    });
    const toolRequests: string[] = [];
    client.connection.onRequest<ToolAnswer, unknown>('kynml/tool', ({ uri }) => {
      toolRequests.push(uri);
      return { argv: [process.execPath, client.path('kynml'), '-x'] };
    });
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    expect(toolRequests).toEqual([client.uri('a.kyn')]);
    expect(runs(client)[0]?.slice(0, -1)).toEqual(['-x', 'validate', client.path('a.kyn')]);
  });

  test.each([
    ['found none', { tried: ['the chosen Python: none'] }, /Tried: the chosen Python: none\..*kynml\.command/],
    ['answers nonsense', { argv: [7] }, /the editor: it did not name the program/],
    ['answers nothing', null, /the editor: it did not name the program/],
    ['does not know the question', undefined, /the editor: it did not name the program/],
  ])('is not searched elsewhere when the client %s', async (_, answer, words) => {
    const client = await start(FAILS, { options: { trusted: true, tools: true } });
    if (answer !== undefined) client.connection.onRequest<unknown, unknown>('kynml/tool', () => answer);
    await client.save('a.kyn', SPEC);
    const [found, ...more] = await compilerDiagnostics(client);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ severity: 3, message: expect.stringMatching(words), range: { start: { line: 0 } } });
    expect(runs(client)).toEqual([]);
  });

  test('may be a list of a program and its arguments', async () => {
    const client = await start(FAILS, {
      settings: settingsWith({ command: [process.execPath, 'kynml', '-m', 'a b'] }),
    });
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    expect(runs(client)[0]?.slice(0, -1)).toEqual(['-m', 'a b', 'validate', client.path('a.kyn')]);
  });

  test('named by the setting but missing is reported, and no other tool runs', async () => {
    const client = await start(FAILS, { settings: settingsWith({ command: './gone' }) });
    await client.save('a.kyn', SPEC);
    const [found] = await compilerDiagnostics(client);
    expect(found).toMatchObject({ severity: 3, range: { start: { line: 0 } } });
    expect(found?.message).toContain(
      `the setting \`kynml.command\` (./gone): ${client.path('gone')} is not an executable program`,
    );
    expect(runs(client)).toEqual([]);
  });

  describe('without a setting', () => {
    afterEach(() => vi.unstubAllEnvs());

    test('is kynml on PATH, in absolute folders only', async () => {
      const client = await start(FAILS, { settings: settingsWith({ command: '' }) });
      vi.stubEnv('PATH', `.::${client.path('nowhere')}`);
      await client.save('a.kyn', SPEC);
      expect((await compilerDiagnostics(client))[0]?.message).toContain('kynml on PATH: not found in 1 folders');
      vi.stubEnv('PATH', `.:${client.path('nowhere')}:${client.folder}`);
      await client.save('a.kyn', SPEC);
      await ran(client, 1);
      await vi.waitFor(async () => expect((await official(client))[0]?.message).toBe('wrong'), { timeout: 10_000 });
    });
  });
});
