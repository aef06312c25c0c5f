// Scripts that `kynml compile` generated: their origin, and the cost of other Python files.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startClient, type TestClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

const SPEC = 'model N:\n    input 2\n    dense 1 linear\n';
const OLD = `${SPEC}# old\n`;
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const script = (hash: string): string => `import torch\n\nCONFIG_HASH = "${hash}"\n\nprint("trained")\n`;

function commit(client: TestClient): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'one');
}

/** A client with specs/a.kyn as OLD in git and as SPEC on disk. */
async function withHistory(): Promise<TestClient> {
  const client = await startClient({ 'specs/a.kyn': OLD }, VSCODE_CLIENT);
  commit(client);
  client.write('specs/a.kyn', SPEC);
  await client.request('kynml/runs', {});
  return client;
}

describe('the lens of a script', () => {
  it('shows its origin, offers to recompile, and states how the script was detected', async () => {
    const client = await withHistory();
    await client.open('now.py', script(sha(SPEC)), 'python');
    await client.open('old.py', script(sha(OLD)), 'python');
    await client.open('none.py', script(sha('never')), 'python');
    expect(await client.lensTitles('now.py')).toEqual([
      '$(check) made from the current version of specs/a.kyn',
      '$(sync) Recompile',
    ]);
    const old = await client.lensTitles('old.py');
    expect(old[0]).toMatch(/^\$\(history\) stale: made from an older version of specs\/a\.kyn \(commit [0-9a-f]{8}, /);
    expect(old[1]).toBe('$(sync) Recompile');
    expect(await client.lensTitles('none.py')).toEqual(['$(question) made from an unknown spec or version']);
    expect((await client.lenses('now.py'))[0]?.command?.tooltip).toContain('generated script, detected by its content');
  });

  it('is stale after the spec is edited', async () => {
    const client = await startClient({ 'a.kyn': SPEC }, VSCODE_CLIENT);
    await client.request('kynml/runs', {});
    await client.open('a.kyn', SPEC);
    await client.open('a.py', script(sha(SPEC)), 'python');
    expect((await client.lensTitles('a.py'))[0]).toContain('the current version of');
    await client.change('a.kyn', `${SPEC}# more\n`);
    expect((await client.lensTitles('a.py'))[0]).toContain('unknown');
  });
});

it('the hover on CONFIG_HASH shows the whole hash and its origin', async () => {
  const client = await withHistory();
  await client.open('old.py', script(sha(OLD)), 'python');
  const hoverText = JSON.stringify((await client.hover('old.py', 2, 3))?.contents);
  expect(hoverText).toContain(sha(OLD));
  expect(hoverText).toMatch(/This generated script was made from an older version of specs\/a/);
  expect(hoverText).toContain('It is stale');
  expect(await client.hover('old.py', 4, 3)).toBeNull();
});

describe('kynml/madeFrom', () => {
  it('returns the current spec, or the one whose older version has the hash', async () => {
    const client = await withHistory();
    client.write('now.py', script(sha(SPEC)));
    client.write('old.py', script(sha(OLD)));
    const specs = [client.uri('specs/a.kyn')];
    expect(await client.request('kynml/madeFrom', { uri: client.uri('now.py') })).toEqual({
      configHash: sha(SPEC),
      state: 'current',
      specs,
      compiler: 'official',
    });
    expect(await client.request('kynml/madeFrom', { uri: client.uri('old.py') })).toMatchObject({
      state: 'stale',
      specs,
    });
  });

  it('names the compiler that wrote a script', async () => {
    const client = await startClient({ 'a.kyn': SPEC }, VSCODE_CLIENT);
    const compiled = (text: string) => {
      client.write('x.py', `${text}\n${script(sha(SPEC))}`);
      return client.request('kynml/madeFrom', { uri: client.uri('x.py') });
    };
    expect((await compiled('KYNML_VERSION = "kyn 0.1.0"'))?.compiler).toBe('builtin');
    expect((await compiled('# KYNML_VERSION = "kyn 0.1.0"'))?.compiler).toBe('official');
    expect((await compiled('KYNML_VERSION = "0.4.0"'))?.compiler).toBe('official');
  });

  it('returns every spec with the hash, and none for other scripts', async () => {
    const client = await startClient(
      { 'a/n.kyn': SPEC, 'b/n.kyn': SPEC, 'x.py': script(sha(SPEC)), 'y.py': 'print(1)\n' },
      VSCODE_CLIENT,
    );
    const made = await client.request('kynml/madeFrom', { uri: client.uri('x.py') });
    expect(made?.specs).toEqual([client.uri('a/n.kyn'), client.uri('b/n.kyn')]);
    expect(await client.request('kynml/madeFrom', { uri: client.uri('y.py') })).toBeNull();
    expect(await client.request('kynml/madeFrom', { uri: client.uri('gone.py') })).toBeNull();
  });
});

describe('another Python file', () => {
  it('has no findings and lenses, and its edits cause no notification', async () => {
    const client = await startClient({}, VSCODE_CLIENT);
    await client.request('kynml/runs', {});
    await client.diagnostics('x.py');
    const before = client.changed.length;
    await client.open('x.py', 'x = {"config_hash": 1}\n', 'python');
    await client.change('x.py', 'x = 2\n');
    expect(await client.codes('x.py')).toEqual([]);
    expect(await client.lenses('x.py')).toEqual([]);
    expect(await client.hover('x.py', 0, 0)).toBeNull();
    expect(client.changed.slice(before)).toEqual([]);
    await client.change('x.py', script('A'.repeat(64)));
    expect(await client.codes('x.py')).toEqual(['wrong-field']);
    await client.lenses('x.py');
    expect(client.changed.slice(before)).toEqual([[client.uri('x.py')]]);
  });
});

it('scripts are registered only for the features that they need', async () => {
  const client = await startClient({}, { ...VSCODE_CLIENT, scripts: true });
  await client.request('kynml/runs', {});
  const registrations = client.registered.filter(r => JSON.stringify(r.registerOptions ?? {}).includes('"python"'));
  expect(registrations.map(r => r.method).sort()).toEqual([
    'textDocument/codeLens',
    'textDocument/diagnostic',
    'textDocument/didChange',
    'textDocument/didClose',
    'textDocument/didOpen',
    'textDocument/didSave',
    'textDocument/hover',
  ]);
  const plain = await startClient({}, VSCODE_CLIENT);
  await plain.request('kynml/runs', {});
  expect(plain.registered.filter(r => r.method.startsWith('textDocument/'))).toEqual([]);
});
