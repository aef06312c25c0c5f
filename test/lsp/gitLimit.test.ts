// git that does not answer costs a request one time limit, and the user one notification, however many folders there are.
import { afterEach, expect, test, vi } from 'vitest';
import type { GitCommandOptions, GitResult, Host } from '../../src-shared/host/host';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import { startClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';

const FOLDERS = ['a', 'b', 'c'];

const python: Host['run'] = async () => ({
  ok: true,
  code: 0,
  stdout: '{"python": "3", "platform": "p"}',
  stderr: '',
});

async function start(git: Host['git']) {
  const files = Object.fromEntries(
    FOLDERS.flatMap(name => [
      [`${name}/.git/HEAD`, ''],
      [`${name}/net.kyn`, `${houseSpec}# later\n`],
      [`${name}/kynml.lock`, lockFor(houseSpec)],
    ]),
  );
  const options = { ...VSCODE_CLIENT, host: { ...nodeHost, git, run: python }, data: true, folders: FOLDERS };
  const client = await startClient(files, options);
  const shown: string[] = [];
  client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    shown.push(message);
  });
  return { client, shown };
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('the notification names one repository, and is the only one', async () => {
  const { client, shown } = await start(async () => ({ ok: false, reason: 'timeout' }));
  await client.open('a/net.kyn', houseSpec);
  await client.request('kynml/runs', {});
  for (const name of FOLDERS) await client.request('kynml/gitState', { uri: client.uri(`${name}/net.kyn`) });
  expect(shown).toEqual([expect.stringMatching(/^git did not answer in .*\/[abc]\. Commits and changes are unknown/)]);
});

// A git that needs two seconds for each answer, by the clock.
function slowGit(answer: (args: readonly string[]) => GitResult) {
  let passed = 0;
  const clock = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + passed);
  const limits: { readonly command: string; readonly limitMs: number | undefined }[] = [];
  const git = async (_: string, args: readonly string[], options?: GitCommandOptions): Promise<GitResult> => {
    limits.push({ command: args.join(' '), limitMs: options?.limitMs });
    passed += 2000;
    return answer(args);
  };
  const limitsOf = (word: string) =>
    limits.flatMap(({ command, limitMs }) => (command.includes(word) ? [limitMs] : []));
  return { git, limits, limitsOf };
}

test('the folders share one limit when the history and the tracked files are read', async () => {
  const { git, limitsOf } = slowGit(() => ({ ok: false, reason: 'failed' }));
  const { client } = await start(git);
  await client.open('a/net.kyn', houseSpec);
  await client.request('kynml/runs', {});
  for (const word of ['show-ref', '*.csv']) {
    const [first = 0, second = 0, third = 0] = limitsOf(word);
    expect(first).toBeLessThanOrEqual(5000);
    expect(second).toBeLessThanOrEqual(first - 2000);
    expect(third).toBeLessThanOrEqual(1000);
  }
});

test.each(['kynml/gitState', 'kynml/lockedVersion', 'kynml/buildManifest'] as const)(
  'the commands of %s share one limit',
  async method => {
    const sha = new TextEncoder().encode(`${'a'.repeat(40)}\n`);
    const nothing = new Uint8Array();
    const { git, limits } = slowGit(args => ({ ok: true, stdout: args.includes('HEAD') ? sha : nothing }));
    const { client } = await start(git);
    await client.open('a/net.kyn', houseSpec);
    await client.request('kynml/runs', {});
    limits.length = 0;
    const manifest = { folder: client.uri('a'), python: 'python3', data: { seed: '7' } };
    await client.request(method, { uri: client.uri('a/net.kyn'), ...manifest });
    expect(limits.length).toBeGreaterThan(1);
    limits.forEach(({ limitMs = Number.NaN }, i) => {
      expect(limitMs).toBeLessThanOrEqual(Math.max(0, 5000 - 2000 * i));
    });
  },
);
