// A repository that git refuses to read ("dubious ownership"): every state that depends on git is unknown with the reason, never absent.
import { expect, test } from 'vitest';
import type { GitFailure, Host } from '../../src-shared/host/host';
import { manifestText } from '../cli/cliEnvironment';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import { startClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';

const REASON = 'git refuses to read this repository';
const report = JSON.stringify({
  eval_name: 'e',
  fingerprint: { config_hash: 'a'.repeat(16), git_sha: '0123abcd', git_dirty: false, model: 'm', dataset_path: null },
  mean_score: 0.5,
  num_samples: 1,
  per_sample: [],
});

const gitWith =
  (answer: GitFailure | ((args: readonly string[]) => string)): Host['git'] =>
  async (_, args) =>
    typeof answer === 'function' ? { ok: true, stdout: new TextEncoder().encode(answer(args)) } : answer;

const REFUSED: GitFailure = { ok: false, reason: 'refused' };

async function start(answer: GitFailure | ((args: readonly string[]) => string) = REFUSED) {
  const files = {
    '.git/HEAD': 'ref: refs/heads/main\n',
    'net.kyn': `${houseSpec}# later\n`,
    'kynml.lock': lockFor(houseSpec),
    'run_manifest.json': manifestText(),
    'data/houses.csv': 'a,b,c,d,price\n1,2,3,4,5\n',
    'report.json': report,
  };
  const host = { ...nodeHost, git: gitWith(answer) };
  const client = await startClient(files, { ...VSCODE_CLIENT, host, data: true });
  const shown: string[] = [];
  client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    shown.push(message);
  });
  return { client, shown };
}

test('it is reported once', async () => {
  const { client, shown } = await start();
  await client.open('net.kyn', houseSpec);
  await client.request('kynml/runs', {});
  await client.request('kynml/gitState', { uri: client.uri('net.kyn') });
  await client.request('kynml/lockedVersion', { uri: client.uri('net.kyn') });
  expect(shown).toHaveLength(1);
  expect(shown[0]).toMatch(/^git refuses to read .* To allow it, run `git config --global --add safe\.directory /);
});

test('the locked version, the state of the work tree and the commit of a manifest are unknown', async () => {
  const { client } = await start();
  const uri = client.uri('net.kyn');
  expect(await client.request('kynml/lockedVersion', { uri })).toEqual({
    found: false,
    message: `The locked version is unknown, because ${REASON}.`,
  });
  expect(await client.request('kynml/gitState', { uri })).toBe('unknown');
  const built = await client.request('kynml/buildManifest', {
    folder: client.uri(''),
    python: 'python3',
    data: { seed: '7' },
  });
  expect(built).toMatchObject({ ok: false, message: `The commit is unknown, because ${REASON}.` });
});

test('the origin of a run and the commit of a fingerprint are unknown, with the reason', async () => {
  const { client } = await start();
  await client.open('run_manifest.json', manifestText());
  await client.request('kynml/runs', {});
  expect(await client.lensTitles('run_manifest.json')).toContain(
    `$(question) made from an unknown spec or version, because ${REASON}`,
  );
  await client.open('report.json', report);
  const hover = await client.hover('report.json', 0, report.indexOf('"fingerprint"') + 2);
  expect(JSON.stringify(hover)).toContain(`It is not known whether commit \`0123abcd\` exists, because ${REASON}.`);
});

test('data is not reported as untracked', async () => {
  const { client } = await start();
  await client.open('net.kyn', houseSpec);
  await client.request('kynml/runs', {});
  expect(await client.codes('net.kyn')).not.toContain('floating-data');
});

test('a git that takes too long is not a commit that does not exist', async () => {
  const { client } = await start({ ok: false, reason: 'timeout' });
  await client.open('report.json', report);
  const hover = await client.hover('report.json', 0, report.indexOf('"fingerprint"') + 2);
  expect(JSON.stringify(hover)).toContain('exists, because git did not answer in time.');
});

test('what git printed is the reason of each state, and is reported once', async () => {
  const { client, shown } = await start({ ok: false, reason: 'failed', detail: 'loose object 12 is corrupt' });
  const reason = 'git could not read the repository: loose object 12 is corrupt';
  const uri = client.uri('net.kyn');
  expect(await client.request('kynml/lockedVersion', { uri })).toEqual({
    found: false,
    message: `The locked version is unknown, because ${reason}.`,
  });
  await client.open('report.json', report);
  const hover = await client.hover('report.json', 0, report.indexOf('"fingerprint"') + 2);
  expect(JSON.stringify(hover)).toContain(`It is not known whether commit \`0123abcd\` exists, because ${reason}.`);
  await client.request('kynml/runs', {});
  await client.open('run_manifest.json', manifestText());
  expect(await client.lensTitles('run_manifest.json')).toContain(
    `$(question) made from an unknown spec or version, because ${reason}`,
  );
  expect(shown).toEqual([
    expect.stringContaining(': loose object 12 is corrupt. What depends on it is unknown. Run `git fsck`'),
  ]);
});

test.each([
  ['damaged', 'missing', true],
  ['that git has', 'blob 2\nx\n', false],
])(
  'where git has no version with the hash, but one %s, the state of the others follows',
  async (_, content, isUnknown) => {
    const blob = '1'.repeat(40);
    const { client } = await start(args => {
      if (args.includes('show-ref')) return `${'2'.repeat(40)} HEAD\n`;
      if (args.includes('--is-shallow-repository')) return 'false\n';
      if (args.includes('cat-file')) return `${blob} ${content}\n`;
      const change = `:000000 100644 ${'0'.repeat(40)} ${blob} A`;
      return args.includes('log') ? `\u0001${'2'.repeat(40)} 2026-04-19T17:30:00Z\0\n${change}\0a.kyn\0` : '';
    });
    await client.open('net.kyn', houseSpec);
    await client.request('kynml/runs', {});
    const locked = await client.request('kynml/lockedVersion', { uri: client.uri('net.kyn') });
    const reason = 'git could not read the repository: the content of a version of a spec is missing or damaged';
    expect('message' in locked && locked.message).toContain(
      isUnknown ? `The locked version is unknown, because ${reason}.` : 'No version of a spec in git',
    );
    const hover = JSON.stringify(await client.hover('net.kyn', 0, 2));
    expect(hover).toContain('CONFIG_HASH');
    expect(hover.includes('not found in git')).toBe(!isUnknown);
  },
);
