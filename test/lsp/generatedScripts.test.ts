// Scripts that `kynml compile` wrote: where they come from, and what foreign Python files cost.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startClient, type TestClient } from './client';

const SPEC = 'model N:\n    input 2\n    dense 1 linear\n';
const OLD = `${SPEC}# old\n`;
const OURS = { options: { commands: true, trusted: true } } as const;
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const script = (hash: string): string => `import torch\n\nCONFIG_HASH = "${hash}"\n\nprint("trained")\n`;

function commit(client: TestClient): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'one');
}

/** A client whose git holds specs/a.kyn as OLD, and whose disk holds it as SPEC. */
async function withHistory(): Promise<TestClient> {
  const client = await startClient({ 'specs/a.kyn': OLD }, OURS);
  commit(client);
  client.write('specs/a.kyn', SPEC);
  await client.request('kynml/runs', {});
  return client;
}

describe('the lens of a script', () => {
  it('says whether its spec is as it was, offers to compile it again, and says how the script was told', async () => {
    const client = await withHistory();
    await client.open('now.py', script(sha(SPEC)), 'python');
    await client.open('old.py', script(sha(OLD)), 'python');
    await client.open('none.py', script(sha('never')), 'python');
    expect(await client.lensTitles('now.py')).toEqual([
      '$(check) made from specs/a.kyn as it is now',
      '$(sync) Recompile',
    ]);
    const old = await client.lensTitles('old.py');
    expect(old[0]).toMatch(/^\$\(history\) stale: made from an older version of specs\/a\.kyn \(commit [0-9a-f]{8}, /);
    expect(old[1]).toBe('$(sync) Recompile');
    expect(await client.lensTitles('none.py')).toEqual(['$(question) made from an unknown spec or version']);
    expect((await client.lenses('now.py'))[0]?.command?.tooltip).toContain('generated script, detected by its content');
  });

  it('turns stale when the spec is edited', async () => {
    const client = await startClient({ 'a.kyn': SPEC }, OURS);
    await client.request('kynml/runs', {});
    await client.open('a.kyn', SPEC);
    await client.open('a.py', script(sha(SPEC)), 'python');
    expect((await client.lensTitles('a.py'))[0]).toContain('as it is now');
    await client.change('a.kyn', `${SPEC}# more\n`);
    expect((await client.lensTitles('a.py'))[0]).toContain('unknown');
  });
});

it('the hover on CONFIG_HASH holds the whole hash and where it comes from', async () => {
  const client = await withHistory();
  await client.open('old.py', script(sha(OLD)), 'python');
  const said = JSON.stringify((await client.hover('old.py', 2, 3))?.contents);
  expect(said).toContain(sha(OLD));
  expect(said).toMatch(/This generated script was made from an older version of specs\/a/);
  expect(said).toContain('It is stale');
  expect(await client.hover('old.py', 4, 3)).toBeNull();
});

describe('kynml/madeFrom', () => {
  it('names the spec as it is now, or the one that an older version lies in', async () => {
    const client = await withHistory();
    client.write('now.py', script(sha(SPEC)));
    client.write('old.py', script(sha(OLD)));
    const specs = [client.uri('specs/a.kyn')];
    expect(await client.request('kynml/madeFrom', { uri: client.uri('now.py') })).toEqual({
      configHash: sha(SPEC),
      state: 'current',
      specs,
    });
    expect(await client.request('kynml/madeFrom', { uri: client.uri('old.py') })).toMatchObject({
      state: 'stale',
      specs,
    });
  });

  it('names every spec that has the hash, and none for a script of somebody else', async () => {
    const client = await startClient(
      { 'a/n.kyn': SPEC, 'b/n.kyn': SPEC, 'x.py': script(sha(SPEC)), 'y.py': 'print(1)\n' },
      OURS,
    );
    const made = await client.request('kynml/madeFrom', { uri: client.uri('x.py') });
    expect(made?.specs).toEqual([client.uri('a/n.kyn'), client.uri('b/n.kyn')]);
    expect(await client.request('kynml/madeFrom', { uri: client.uri('y.py') })).toBeNull();
    expect(await client.request('kynml/madeFrom', { uri: client.uri('gone.py') })).toBeNull();
  });
});

describe('a Python file of somebody else', () => {
  it('has no findings and no lenses, and its keystrokes are told to nobody', async () => {
    const client = await startClient({}, OURS);
    await client.request('kynml/runs', {});
    await client.diagnostics('x.py');
    const before = client.changed.length;
    await client.open('x.py', 'x = {"config_hash": 1}\n', 'python');
    await client.change('x.py', 'x = 2\n');
    expect(await client.codes('x.py')).toEqual([]);
    expect(await client.lenses('x.py')).toEqual([]);
    expect(await client.hover('x.py', 0, 0)).toBeNull();
    expect(client.changed.slice(before)).toEqual([]);
    await client.change('x.py', script('short'));
    expect(await client.codes('x.py')).toEqual(['wrong-field']);
    await client.lenses('x.py');
    expect(client.changed.slice(before)).toEqual([[client.uri('x.py')]]);
  });
});

it('is asked for with the features that it needs alone, from a client that can send it so', async () => {
  const client = await startClient({}, { ...OURS, scripts: true });
  await client.request('kynml/runs', {});
  const asked = client.registered.filter(r => JSON.stringify(r.registerOptions ?? {}).includes('"python"'));
  expect(asked.map(r => r.method).sort()).toEqual([
    'textDocument/codeLens',
    'textDocument/diagnostic',
    'textDocument/didChange',
    'textDocument/didClose',
    'textDocument/didOpen',
    'textDocument/didSave',
    'textDocument/hover',
  ]);
  const plain = await startClient({}, OURS);
  await plain.request('kynml/runs', {});
  expect(plain.registered.filter(r => r.method.startsWith('textDocument/'))).toEqual([]);
});
