// Which program is started as the official compiler.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ToolAnswer } from '../../src-shared/protocol/requests';
import {
  compilerDiagnostics,
  fails,
  official,
  ran,
  runs,
  SPEC,
  settingsWith,
  startWithCompiler,
} from './compilerClient';

describe('the tool', () => {
  const FAILS = fails('"KynMLError: " + path + ":1: wrong"');

  test('is named by the client', async () => {
    const client = await startWithCompiler(FAILS, {
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
    const client = await startWithCompiler(FAILS, { options: { trusted: true, tools: true } });
    if (answer !== undefined) client.connection.onRequest<unknown, unknown>('kynml/tool', () => answer);
    await client.save('a.kyn', SPEC);
    const [found, ...more] = await compilerDiagnostics(client);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ severity: 3, message: expect.stringMatching(words), range: { start: { line: 0 } } });
    expect(runs(client)).toEqual([]);
  });

  test('may be a list of a program and its arguments', async () => {
    const client = await startWithCompiler(FAILS, {
      settings: settingsWith({ command: [process.execPath, 'kynml', '-m', 'a b'] }),
    });
    await client.save('a.kyn', SPEC);
    await compilerDiagnostics(client);
    expect(runs(client)[0]?.slice(0, -1)).toEqual(['-m', 'a b', 'validate', client.path('a.kyn')]);
  });

  test('named by the setting but missing is reported, and no other tool runs', async () => {
    const client = await startWithCompiler(FAILS, { settings: settingsWith({ command: './gone' }) });
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
      const client = await startWithCompiler(FAILS, { settings: settingsWith({ command: '' }) });
      vi.stubEnv('PATH', `.::${client.path('nowhere')}`);
      await client.save('a.kyn', SPEC);
      expect((await compilerDiagnostics(client))[0]?.message).toContain('kynml on PATH: not found in 1 folder.');
      // A program inside of the working folder may come with a repository.
      vi.stubEnv('PATH', `.:${client.path('nowhere')}:${client.folder}`);
      await client.save('a.kyn', SPEC);
      expect((await compilerDiagnostics(client))[0]?.message).toContain('kynml on PATH: not found in 1 folder.');
      const programs = mkdtempSync(join(tmpdir(), 'kynml-programs-'));
      onTestFinished(() => rmSync(programs, { recursive: true }));
      copyFileSync(client.path('kynml'), join(programs, 'kynml'));
      vi.stubEnv('PATH', `${client.folder}:${programs}`);
      await client.save('a.kyn', SPEC);
      await ran(client, 1);
      await vi.waitFor(async () => expect((await official(client))[0]?.message).toBe('wrong'), { timeout: 10_000 });
    });
  });
});
