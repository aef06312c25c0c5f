// Reports and session logs in the editor: findings, and the hover on a fingerprint with its commit and its dataset.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startClient, type TestClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const fingerprint = (more: object = {}) => ({
  config_hash: 'a1b2c3d4e5f60718',
  git_sha: 'unknown',
  git_dirty: false,
  domain: 'eval',
  endpoint_summary: 'p/m',
  tools: [],
  dataset_path: null,
  ...more,
});
const report = (more: object = {}, config?: object): string =>
  JSON.stringify({ eval_name: 'e', fingerprint: fingerprint(more), ...(config && { config }) }, null, 1);

async function hoverText(client: TestClient, path: string, line = 3, character = 5): Promise<string> {
  const contents = (await client.hover(path, line, character))?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

function repository(client: TestClient, commits: number): string[] {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
      cwd: client.folder,
      encoding: 'utf8',
    });
  git('init', '-q');
  return Array.from({ length: commits }, (_, i) => {
    git('commit', '-q', '--allow-empty', '-m', `c${i}`);
    return git('rev-parse', 'HEAD').slice(0, 8);
  });
}

describe('the commit of a fingerprint', () => {
  it('exists, with its distance to HEAD, or is missing', async () => {
    const client = await startClient({}, VSCODE_CLIENT);
    const [first, second, last] = repository(client, 3);
    const hoverOf = async (git_sha: string | undefined, name: string): Promise<string> => {
      await client.open(name, report({ git_sha }));
      return hoverText(client, name);
    };
    expect(await hoverOf(last, 'last.json')).toContain(`Commit \`${last}\` is HEAD.`);
    expect(await hoverOf(second, 'second.json')).toContain(`\`${second}\` exists, 1 commit behind HEAD.`);
    expect(await hoverOf(first, 'first.json')).toContain(`\`${first}\` exists, 2 commits behind HEAD.`);
    expect(await hoverOf('00000000', 'none.json')).toContain('`00000000` does not exist in this repository');
    expect(await hoverOf('unknown', 'unknown.json')).toContain('The commit was not recorded.');
    expect(await hoverOf('--output=x', 'bad.json')).toContain('The recorded commit is not a valid commit id.');
    const git = (...args: string[]) => execFileSync('git', args, { cwd: client.folder, stdio: 'ignore' });
    git('checkout', '-q', '--detach', 'HEAD~1');
    expect(await hoverText(client, 'last.json')).toContain('is not an ancestor of HEAD');
    expect(await hoverText(client, 'second.json')).toContain('is HEAD.');
  });

  it('is not checked in an untrusted workspace or without git', async () => {
    const untrusted = await startClient({}, { options: { commands: true, trusted: false } });
    const [commit] = repository(untrusted, 1);
    await untrusted.open('r.json', report({ git_sha: commit }));
    expect(await hoverText(untrusted, 'r.json')).toContain('git is used only in a trusted workspace');
    const bare = await startClient({}, VSCODE_CLIENT);
    await bare.open('r.json', report({ git_sha: 'def45678' }));
    expect(await hoverText(bare, 'r.json')).toContain('exists, because the folder is not in a git work tree');
  });

  it('is shown with the form of the configuration', async () => {
    const client = await startClient({}, VSCODE_CLIENT);
    const endpoint = { provider: 'p', model: 'm' };
    await client.open('old.json', report({}, { endpoint, score_fn: 'e.f', shots: 5 }));
    expect(await hoverText(client, 'old.json')).toContain('`config_hash` covers `score_fn`, but not `extra_config`.');
    expect(await client.codes('old.json')).toContain('not-hashed');
    await client.open('new.json', report({}, { endpoint, scorer: 'e.S', extra_config: { shots: 5 } }));
    expect(await hoverText(client, 'new.json')).toContain('`config_hash` covers `scorer` and `extra_config`.');
    expect(await client.codes('new.json')).not.toContain('not-hashed');
    await client.open('other.json', report({}, { shots: 5 }));
    expect(await hoverText(client, 'other.json')).not.toContain('`config`');
  });

  it('is shown with the short form and the meaning of the field', async () => {
    const client = await startClient({}, VSCODE_CLIENT);
    await client.open('r.json', report({ git_dirty: true, git_sha: 'def45678' }));
    const text = await hoverText(client, 'r.json');
    expect(text).toContain('SHA-256 of the canonical JSON');
    expect(text).toContain('Fingerprint `a1b2c3d4@def45678*`');
    expect(text).toContain('The work tree had uncommitted changes');
    expect(await hoverText(client, 'r.json', 1)).not.toContain('Fingerprint `');
  });
});

describe('the dataset of a fingerprint', () => {
  const DATA = 'data\n';
  const checksum = sha256(DATA).slice(0, 16);
  const config = { endpoint: { provider: 'p', model: 'm' }, score_fn: 'e.f', prepare_messages: 'e.p', max_samples: 1 };
  const hash = sha256(
    `{"dataset_checksum":"${checksum}","dataset_path":"data/d.jsonl","endpoint":{"model":"m","provider":"p"},"max_samples":1,"prepare_messages":"e.p","score_fn":"e.f"}`,
  ).slice(0, 16);
  const hoverOf = async (files: Record<string, string>, text: string): Promise<string> => {
    const client = await startClient(files, VSCODE_CLIENT);
    await client.open('r.json', text);
    return hoverText(client, 'r.json');
  };

  it('is unchanged when the checksum or the hash matches', async () => {
    const named = { dataset_path: 'data/d.jsonl' };
    const files = { 'data/d.jsonl': DATA };
    expect(await hoverOf(files, report({ ...named, dataset_checksum: checksum }))).toContain(
      `The first MiB of the dataset \`data/d.jsonl\` is unchanged: its checksum is still \`${checksum}\`.`,
    );
    expect(await hoverOf(files, report({ ...named, dataset_checksum: 'f'.repeat(16) }))).toContain(
      `was \`${'f'.repeat(16)}\` and is now \`${checksum}\``,
    );
    expect(await hoverOf(files, report({ ...named, config_hash: hash }, config))).toContain(
      'The first MiB of the dataset `data/d.jsonl` is unchanged: its checksum gives the same `config_hash`.',
    );
    expect(await hoverOf({ 'data/d.jsonl': 'other' }, report({ ...named, config_hash: hash }, config))).toContain(
      'It is not known whether the dataset',
    );
    expect(await hoverOf(files, report(named))).toContain('It is not known whether the dataset');
    expect(await hoverOf({}, report(named))).toContain('does not exist, or cannot be read');
  });

  it('is not read outside of the workspace or through a link', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'kyn-outside-'));
    onTestFinished(() => rmSync(outside, { recursive: true }));
    writeFileSync(join(outside, 'd.jsonl'), DATA);
    const client = await startClient({ 'inside.txt': '' }, VSCODE_CLIENT);
    symlinkSync(outside, client.path('link'));
    for (const [i, path] of [join(outside, 'd.jsonl'), '../d.jsonl', 'link/d.jsonl', '/etc/passwd'].entries()) {
      await client.open(`r${i}.json`, report({ dataset_path: path }));
      const text = await hoverText(client, `r${i}.json`);
      expect(text).toContain('so it was not read');
      expect(text).not.toContain(checksum);
    }
  });
});

describe('a session log', () => {
  const header = (more: object = {}) =>
    JSON.stringify({
      type: 'session',
      id: 'x',
      fingerprint: { ...fingerprint({ domain: 'session', model: 'm', env: 'e' }) },
      ...more,
    });

  it('is checked only in its first line, and the hover states that', async () => {
    const client = await startClient({}, VSCODE_CLIENT);
    const text = `${header()}\n{"broken": \n`;
    await client.open('s.jsonl', text, 'jsonl');
    expect(await client.codes('s.jsonl')).toEqual(['header-only']);
    expect(await hoverText(client, 's.jsonl', 0, text.indexOf('config_hash'))).toContain(
      'Only the first line of this file is read.',
    );
    expect(await client.hover('s.jsonl', 1, 3)).toBeNull();
    await client.change('s.jsonl', text.replace('"session","id":"x"', '"session","id":1'));
    expect(await client.codes('s.jsonl')).toEqual(['header-only', 'wrong-field']);
  });

  it('can be compared', async () => {
    const other = header({ id: 'y' }).replace('a1b2c3d4', 'b1b2c3d4');
    const client = await startClient({ 'a.jsonl': `${header()}\nx`, 'b.jsonl': `${other}\ny` }, VSCODE_CLIENT);
    const answer = await client.request('kynml/diff', { a: client.uri('a.jsonl'), b: client.uri('b.jsonl') });
    expect(answer.ok && answer.view.reasons.map(r => r.text)).toEqual([
      'The configuration differs: config_hash a1b2c3d4e5f60718 → b1b2c3d4e5f60718.',
      'The commit is not known on both sides (unknown → unknown), so the code may differ.',
    ]);
  });
});

it('a secret is reported by its key and its value is never shown', async () => {
  const client = await startClient({}, VSCODE_CLIENT);
  await client.open('r.json', report({}, { api_key: 'hunter-secret', score_fn: 'm.<lambda>' }));
  const found = await client.diagnostics('r.json');
  expect(found.map(d => d.code).sort()).toEqual(['lambda-name', 'secret-in-file']);
  expect(JSON.stringify(found)).not.toContain('hunter');
  const line = report({}, { api_key: 'x' })
    .split('\n')
    .findIndex(l => l.includes('api_key'));
  expect(JSON.stringify(await client.hover('r.json', line, 15))).not.toContain('hunter');
});
