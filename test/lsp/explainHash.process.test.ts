// Why the hash of a spec is not that of its lock, of the last commit or of a run, and the edits that revert single settings.
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentEdit, HashExplanation, OtherVersion } from '../../src-shared/protocol/explainRequests';
import { manifestText } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

const KEPT = houseSpec.replace('0.01', '0.03');
const NOW = houseSpec.replace('0.01', '0.02').replace('epochs = 3', 'epochs = 5  # longer');

async function start(now: string, options: ClientOptions = VSCODE_CLIENT): Promise<TestClient> {
  const client = await startClient(
    {
      'net.kyn': houseSpec,
      'kynml.lock': lockFor(houseSpec),
      'kept.json': manifestText({ config_hash: sha(KEPT) }),
      'none.json': manifestText({ config_hash: null }),
      'lost.json': manifestText({ config_hash: sha('lost\n') }),
      [`.kynml/specs/${sha(KEPT)}`]: KEPT,
    },
    options,
  );
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'one');
  await client.open('net.kyn', now);
  return client;
}

const explain = (client: TestClient, other: OtherVersion, file = 'net.kyn') =>
  client.request('kynml/explainHash', { uri: client.uri(file), other });

async function explained(client: TestClient, other: OtherVersion): Promise<HashExplanation> {
  const answer = await explain(client, other);
  return answer.ok ? answer : expect.fail(answer.message);
}

const applied = (text: string, edits: readonly DocumentEdit[]): string =>
  TextDocument.applyEdits(TextDocument.create('file:///a', 'kynml', 1, text), edits as never);

const settings = ({ changes }: HashExplanation) => changes.map(c => `${c.setting} ${c.old} -> ${c.current}`);

describe('a changed spec', () => {
  test('is explained against its lock and the last commit, and each edit reverts its setting', async () => {
    const client = await start(NOW);
    for (const kind of ['lock', 'head'] as const) {
      const answer = await explained(client, { kind });
      expect(settings(answer)).toEqual(['params.lr 0.01 -> 0.02', 'train.epochs 3 -> 5']);
      expect(answer.withoutEffect).toMatchObject([
        { label: 'comment added: # longer', range: { start: { character: 16 } } },
      ]);
      expect(answer).toMatchObject({ version: 1, otherHash: sha(houseSpec), configHash: sha(NOW) });
      const [lr, epochs] = answer.changes;
      expect(applied(NOW, lr?.edits ?? [])).toBe(NOW.replace('0.02', '0.01'));
      expect(applied(NOW, epochs?.edits ?? [])).toBe(NOW.replace('epochs = 5', 'epochs = 3'));
      expect(applied(NOW, answer.revertAll)).toBe(houseSpec.replace('epochs = 3', 'epochs = 3  # longer'));
      expect(applied(NOW, answer.restore)).toBe(houseSpec);
    }
    expect((await explained(client, { kind: 'lock' })).other).toBe('the version locked in kynml.lock');
    expect((await explained(client, { kind: 'head' })).other).toMatch(/^the last commit \([0-9a-f]{8}\)$/);
  });

  test('is explained against the spec of a run, also one that only the run kept', async () => {
    const client = await start(NOW);
    const answer = await explained(client, { kind: 'run', uri: client.uri('kept.json') });
    expect(answer.other).toBe('the spec of kept.json');
    expect(settings(answer)).toEqual(['params.lr 0.03 -> 0.02', 'train.epochs 3 -> 5']);
    expect(settings(await explained(client, { kind: 'hash', configHash: sha(KEPT) }))).toEqual(settings(answer));
  });

  test('keeps its line ends where the text is restored', async () => {
    const windows = NOW.replaceAll('\n', '\r\n');
    const client = await start(windows);
    expect(applied(windows, (await explained(client, { kind: 'lock' })).restore)).toBe(
      houseSpec.replaceAll('\n', '\r\n'),
    );
  });

  test('that is equal again has nothing to explain', async () => {
    const client = await start(houseSpec);
    expect(await explained(client, { kind: 'lock' })).toMatchObject({ changes: [], withoutEffect: [], restore: [] });
  });
});

describe('nothing is explained', () => {
  test('for a spec with a syntax error, which is named with its line', async () => {
    const client = await start(`${NOW}    ???\n`);
    const line = NOW.split('\n').length;
    expect(await explain(client, { kind: 'lock' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(`because the spec has a syntax error in line ${line}: .+ Fix it first\\.`),
      range: { start: { line: line - 1 } },
    });
  });

  test('against a version with a syntax error', async () => {
    const client = await start(NOW);
    client.write(`.kynml/specs/${sha('train\n')}`, 'train\n');
    expect(await explain(client, { kind: 'hash', configHash: sha('train\n') })).toMatchObject({
      ok: false,
      message: expect.stringContaining('has a syntax error in line 1: '),
    });
  });

  test('against a text that is two versions of the spec', async () => {
    const client = await start(NOW);
    const conflict = `<<<<<<< ours\n${NOW}=======\n${houseSpec}>>>>>>> theirs\n`;
    client.write(`.kynml/specs/${sha(conflict)}`, conflict);
    expect(await explain(client, { kind: 'hash', configHash: sha(conflict) })).toMatchObject({
      ok: false,
      message: expect.stringContaining('because that text contains a merge conflict'),
    });
  });

  test.each([
    [{ kind: 'run', uri: 'none.json' }, 'none.json does not record a valid CONFIG_HASH'],
    [{ kind: 'run', uri: 'lost.json' }, 'is not available'],
    [{ kind: 'run', uri: 'net.kyn' }, 'This file is not a run.'],
  ] as const)('against %j', async ({ kind, uri }, message) => {
    const client = await start(NOW);
    expect(await explain(client, { kind, uri: client.uri(uri) })).toMatchObject({
      ok: false,
      message: expect.stringContaining(message),
    });
  });

  test('in an untrusted workspace, where git is not read', async () => {
    const client = await start(NOW, { options: { commands: true, trusted: false } });
    for (const kind of ['lock', 'head'] as const)
      expect(await explain(client, { kind })).toMatchObject({ ok: false, needsTrust: true });
  });

  test('for a spec that the last commit does not have', async () => {
    const client = await start(NOW);
    await client.open('new.kyn', NOW);
    expect(await explain(client, { kind: 'head' }, 'new.kyn')).toEqual({
      ok: false,
      message: 'The last commit does not contain new.kyn.',
    });
    expect(await explain(client, { kind: 'lock' }, 'new.kyn')).toMatchObject({
      ok: false,
      message: expect.stringContaining('new.kyn has no readable lock'),
    });
  });
});

describe('the drift finding', () => {
  const titles = async (client: TestClient) => {
    const [drift] = (await client.diagnostics('net.kyn')).filter(d => d.code === 'lock-drift');
    return drift ? (await client.actions('net.kyn', drift)).map(({ title }) => title) : [];
  };

  test('offers to revert each setting, with an edit that does nothing else', async () => {
    const client = await start(NOW);
    await explain(client, { kind: 'lock' });
    expect(await titles(client)).toEqual([
      'Regenerate lock',
      'Show what changed',
      'Explain the hash',
      'Revert params.lr to 0.01',
      'Revert train.epochs to 3',
    ]);
    const [drift] = (await client.diagnostics('net.kyn')).filter(d => d.code === 'lock-drift');
    const actions = await client.actions('net.kyn', drift!);
    const edits = actions.find(({ title }) => title.includes('epochs'))?.edit?.changes?.[client.uri('net.kyn')] ?? [];
    expect(applied(NOW, edits)).toBe(NOW.replace('epochs = 5', 'epochs = 3'));
  });

  test('offers no single setting where many changed', async () => {
    const client = await start(NOW);
    await explain(client, { kind: 'lock' });
    await client.change(
      'net.kyn',
      houseSpec
        .replace(/= (\d+)$/gm, '= 9$1')
        .replace('0.01', '0.5')
        .replace('mse', 'mae')
        .replace('price', 'cost')
        .replace('adam', 'sgd')
        .replace('dense 1 ', 'dense 2 '),
    );
    expect(await titles(client)).toEqual(['Regenerate lock', 'Show what changed', 'Explain the hash']);
  });
});
