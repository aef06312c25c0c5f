// Hash, lock, drift and fixes of a spec, through the protocol.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { houseLibrary, houseSpec } from '../specFixture';
import { startClient } from './client';

const VSCODE_CLIENT = { options: { commands: true, trusted: true } } as const;
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const lockFor = (text: string, source = 'net.kyn'): string =>
  `${JSON.stringify({ backend: 'pytorch', config_hash: sha(text), kynml_version: '0.1.0', schema_version: '1', source_path: source }, null, 2)}\n`;

describe('CONFIG_HASH', () => {
  it('is in the first lens, follows each change, and is marked when the buffer is unsaved', async () => {
    const client = await startClient({ 'net.kyn': houseSpec }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    expect((await client.lensTitles('net.kyn'))[0]).toBe(`CONFIG_HASH ${sha(houseSpec).slice(0, 12)}`);
    const edited = houseSpec.replace('epochs = 3', 'epochs = 4');
    await client.change('net.kyn', edited);
    expect((await client.lensTitles('net.kyn'))[0]).toBe(`CONFIG_HASH ${sha(edited).slice(0, 12)} (unsaved)`);
    await client.save('net.kyn', edited);
    expect((await client.lensTitles('net.kyn'))[0]).toBe(`CONFIG_HASH ${sha(edited).slice(0, 12)}`);
  });

  it('is followed by Train only if the spec can be trained', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'lib.kyn': houseLibrary, 'empty.kyn': '' }, VSCODE_CLIENT);
    for (const [path, text] of [
      ['net.kyn', houseSpec] as const,
      ['lib.kyn', houseLibrary] as const,
      ['empty.kyn', ''] as const,
    ]) {
      await client.open(path, text);
      expect((await client.lensTitles(path)).includes('$(play) Train'), path).toBe(path === 'net.kyn');
    }
  });

  it('includes a byte order mark that the editor hides', async () => {
    const client = await startClient({ 'net.kyn': `\ufeff${houseSpec}` }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    const state = await client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(state?.configHash).toBe(sha(`\ufeff${houseSpec}`));
    expect(state?.unsaved).toBe(false);
    expect(await client.codes('net.kyn')).toContain('byte-order-mark');
  });

  it('does not depend on line ends', async () => {
    const crlf = houseSpec.replaceAll('\n', '\r\n');
    const client = await startClient({ 'net.kyn': crlf }, VSCODE_CLIENT);
    await client.open('net.kyn', crlf);
    expect((await client.request('kynml/specState', { uri: client.uri('net.kyn') }))?.configHash).toBe(sha(houseSpec));
  });

  it('does not exist for a file that is not UTF-8', async () => {
    const client = await startClient({ 'net.kyn': Buffer.from([0x70, 0xff, 0xfe]) }, VSCODE_CLIENT);
    await client.open('net.kyn', 'p\ufffd\ufffd');
    const state = await client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(state?.configHash).toBeNull();
    expect(await client.codes('net.kyn')).toContain('not-utf8');
  });

  it('is shown in full in the hover of the first line, with its coverage', async () => {
    const client = await startClient({ 'net.kyn': houseSpec }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    const text = JSON.stringify((await client.hover('net.kyn', 0, 2))?.contents);
    expect(text).toContain(sha(houseSpec));
    expect(text).toContain('including comments and blanks');
    expect(await client.hover('net.kyn', 1, 2)).toBeNull();
    expect(JSON.stringify(await client.hover('net.kyn', 1, 5))).not.toContain(sha(houseSpec));
  });

  it('is followed by a closure hash if the spec has imports', async () => {
    const main = `import "base.kyn"\n\ntrain:\n    model = Net\n`;
    const client = await startClient({ 'base.kyn': houseSpec, 'main.kyn': main }, VSCODE_CLIENT);
    await client.open('main.kyn', main);
    const state = await client.request('kynml/specState', { uri: client.uri('main.kyn') });
    expect(state?.closureHash).toBe(sha(`${sha(main)}\n${sha(houseSpec)}\n`));
  });
});

describe('locks', () => {
  it('drift is shown on the spec and on the lock with both hashes until the text is restored', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': lockFor(houseSpec) }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    await client.open('kynml.lock', lockFor(houseSpec));
    expect(await client.codes('net.kyn')).toEqual([]);
    expect(await client.lensTitles('net.kyn')).toContain('$(lock) locked');
    const edited = `${houseSpec}# note\n`;
    await client.change('net.kyn', edited);
    const [drift] = await client.diagnostics('net.kyn');
    expect(drift?.message).toContain(`(locked ${sha(houseSpec).slice(0, 12)}, now ${sha(edited).slice(0, 12)})`);
    expect(drift?.relatedInformation?.[0]?.location.uri).toBe(client.uri('kynml.lock'));
    const [onLock] = await client.diagnostics('kynml.lock');
    expect(onLock?.code).toBe('lock-drift');
    expect(onLock?.range.start.line).toBe(2);
    expect((await client.actions('net.kyn', drift!)).map(a => a.title)).toEqual([
      'Regenerate lock',
      'Show what changed',
    ]);
    await client.change('net.kyn', houseSpec);
    expect(await client.codes('net.kyn')).toEqual([]);
    expect(await client.codes('kynml.lock')).toEqual([]);
  });

  it('that pin a spec outside of the workspace have a finding, and the spec is not read', async () => {
    const client = await startClient({ 'in/net.kyn': houseSpec }, { options: { commands: true, trusted: false } });
    const outside = `${client.folder}.secret`;
    writeFileSync(outside, houseSpec);
    onTestFinished(() => rmSync(outside));
    symlinkSync(outside, client.path('link.kyn'));
    const lock = (source: string) => lockFor('another text', source);
    await client.open('kynml.lock', lock('in/net.kyn'));
    expect(await client.codes('kynml.lock')).toEqual(['lock-drift']);
    for (const source of [`../${basename(outside)}`, outside, 'link.kyn', '/etc/passwd']) {
      await client.change('kynml.lock', lock(source));
      const found = await client.diagnostics('kynml.lock');
      expect(found.map(d => d.code)).toEqual(['lock-outside']);
      expect(await client.lensTitles('kynml.lock')).toEqual(['lock']);
    }
  });

  it('are created separately for another spec, and regenerated with unknown fields', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'other.kyn': houseSpec }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    const uri = client.uri('net.kyn');
    expect(await client.request('kynml/planLock', { uri, mode: 'create' })).toEqual({
      action: 'create',
      lockUri: client.uri('kynml.lock'),
      lockLabel: 'kynml.lock',
    });
    expect(await client.request('kynml/writeLock', { uri, mode: 'create' })).toEqual({
      ok: true,
      lockUri: client.uri('kynml.lock'),
    });
    const written = JSON.parse(readFileSync(client.path('kynml.lock'), 'utf8'));
    expect(written).toMatchObject({ config_hash: sha(houseSpec), source_path: 'net.kyn', schema_version: '1' });
    const other = await client.request('kynml/planLock', { uri: client.uri('other.kyn'), mode: 'create' });
    expect(other.lockLabel).toBe('other.kyn.lock');
    client.write('kynml.lock', JSON.stringify({ ...written, note: { by: 'me' } }));
    const edited = `${houseSpec}\n`;
    await client.change('net.kyn', edited);
    const refused = await client.request('kynml/planLock', { uri, mode: 'regenerate' });
    expect(refused.refusal).toContain('unsaved changes');
    await client.save('net.kyn', edited);
    expect((await client.request('kynml/writeLock', { uri, mode: 'regenerate' })).ok).toBe(true);
    expect(JSON.parse(readFileSync(client.path('kynml.lock'), 'utf8'))).toMatchObject({
      config_hash: sha(edited),
      note: { by: 'me' },
    });
  });

  it('a lock of a newer schema has no verdict, and is overwritten only after confirmation', async () => {
    const newer = lockFor('something else').replace('"1"', '"2"');
    const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': newer }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    const uri = client.uri('net.kyn');
    expect(await client.codes('net.kyn')).toEqual(['lock-newer']);
    const plan = await client.request('kynml/planLock', { uri, mode: 'regenerate' });
    expect(plan.confirm).toContain('schema version 2');
    expect((await client.request('kynml/writeLock', { uri, mode: 'regenerate' })).ok).toBe(false);
    expect(readFileSync(client.path('kynml.lock'), 'utf8')).toBe(newer);
    expect((await client.request('kynml/writeLock', { uri, mode: 'regenerate', confirmed: plan.confirm! })).ok).toBe(
      true,
    );
  });

  it('a folder in place of a lock has a finding and a clear refusal', async () => {
    const client = await startClient({ 'net.kyn': houseSpec }, VSCODE_CLIENT);
    mkdirSync(client.path('kynml.lock'));
    await client.open('net.kyn', houseSpec);
    const [finding] = await client.diagnostics('net.kyn');
    expect(finding).toMatchObject({
      code: 'lock-unreadable',
      message: 'kynml.lock cannot be read as a lock: it is a folder.',
    });
    const plan = await client.request('kynml/planLock', { uri: client.uri('net.kyn'), mode: 'regenerate' });
    expect(plan.refusal).toContain('it is a folder');
    const beside = await client.request('kynml/planLock', { uri: client.uri('net.kyn'), mode: 'create' });
    expect(beside.lockLabel).toBe('net.kyn.lock');
  });

  it('"Show what changed" finds the locked version in git', async () => {
    const client = await startClient(
      { 'sub dir/net.kyn': houseSpec, 'sub dir/kynml.lock': lockFor(houseSpec) },
      VSCODE_CLIENT,
    );
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    const edited = houseSpec.replace('0.01', '0.02');
    client.write('sub dir/net.kyn', edited);
    await client.open('sub dir/net.kyn', edited);
    const version = await client.request('kynml/lockedVersion', { uri: client.uri('sub dir/net.kyn') });
    expect(version).toMatchObject({ found: true, text: houseSpec, path: 'sub dir/net.kyn' });
  });

  it('git is not used in an untrusted workspace', async () => {
    const client = await startClient(
      { 'net.kyn': houseSpec, 'kynml.lock': lockFor('x') },
      { options: { commands: true, trusted: false } },
    );
    await client.open('net.kyn', houseSpec);
    const version = await client.request('kynml/lockedVersion', { uri: client.uri('net.kyn') });
    expect(version).toMatchObject({ found: false });
    expect(version.found ? '' : version.message).toContain('trusted');
  });

  it('specs with the same name in two folders have separate locks', async () => {
    const changed = `${houseSpec}# b\n`;
    const client = await startClient(
      {
        'a/net.kyn': houseSpec,
        'a/kynml.lock': lockFor(houseSpec),
        'b/net.kyn': changed,
        'b/kynml.lock': lockFor(houseSpec),
      },
      { ...VSCODE_CLIENT, folders: ['a', 'b'] },
    );
    await client.open('a/net.kyn', houseSpec);
    await client.open('b/net.kyn', changed);
    expect(await client.codes('a/net.kyn')).toEqual([]);
    expect(await client.codes('b/net.kyn')).toEqual(['lock-drift']);
  });

  it('works without a workspace folder', async () => {
    const client = await startClient({ 'net.kyn': houseSpec }, { ...VSCODE_CLIENT, folders: [] });
    await client.open('net.kyn', houseSpec);
    const plan = await client.request('kynml/planLock', { uri: client.uri('net.kyn'), mode: 'create' });
    expect(plan).toMatchObject({ action: 'create', lockUri: client.uri('kynml.lock') });
  });
});

describe('findings', () => {
  it('have quick fixes with edits', async () => {
    const text = houseSpec.replace('epochs', 'epoch');
    const client = await startClient({ 'net.kyn': text }, VSCODE_CLIENT);
    await client.open('net.kyn', text);
    const found = (await client.diagnostics('net.kyn')).find(d => d.code === 'unknown-key');
    const [action] = await client.actions('net.kyn', found!);
    expect(action?.title).toBe('Change to `epochs`');
    expect(action?.edit?.changes?.[client.uri('net.kyn')]?.[0]).toMatchObject({
      newText: 'epochs',
      range: found!.range,
    });
  });

  it('follow the settings', async () => {
    const text = houseSpec.replace('linear', 'swish');
    const strict = await startClient(
      { 'net.kyn': text },
      { ...VSCODE_CLIENT, settings: { catalog: { unknownWords: 'error', extra: {} } } },
    );
    await strict.open('net.kyn', text);
    await expect.poll(async () => (await strict.diagnostics('net.kyn'))[0]?.severity).toBe(1);
    const extra = await startClient(
      { 'net.kyn': text },
      { ...VSCODE_CLIENT, settings: { catalog: { extra: { activation: ['swish'] } } } },
    );
    await extra.open('net.kyn', text);
    await expect.poll(() => extra.codes('net.kyn')).toEqual([]);
  });

  it('are published to a client that cannot pull', async () => {
    const client = await startClient({}, { pull: false });
    await client.open('net.kyn', 'train\n');
    await expect.poll(() => client.published.get(client.uri('net.kyn'))?.map(d => d.code)).toContain('missing-colon');
  });

  it('about an import follow the imported buffer', async () => {
    const main = `import "base.kyn"\n\ntrain:\n    model = Net\n    data = Houses\n    loss = mse\n    optimizer = adam(lr=0.1)\n    epochs = 1\n    seed = 1\n`;
    const client = await startClient({ 'base.kyn': houseSpec, 'main.kyn': main }, VSCODE_CLIENT);
    await client.open('main.kyn', main);
    expect(await client.codes('main.kyn')).toEqual([]);
    await client.open('base.kyn', houseSpec);
    await client.change('base.kyn', houseSpec.replace('model Net:', 'model Nets:'));
    expect(await client.codes('main.kyn')).toEqual(['unknown-name']);
  });
});

describe('a plain client', () => {
  it('gets lenses as text without commands', async () => {
    const client = await startClient({ 'net.kyn': houseSpec });
    await client.open('net.kyn', houseSpec);
    const lenses = await client.lenses('net.kyn');
    expect(lenses.map(l => l.command?.title)).toEqual([
      `CONFIG_HASH ${sha(houseSpec).slice(0, 12)}`,
      'not locked',
      'Train',
      '1 reference',
    ]);
    expect(lenses.every(l => l.command?.command === '')).toBe(true);
  });
});

describe('the state of a spec', () => {
  it('is available for a closed spec, and through its lock', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': lockFor(houseSpec) }, VSCODE_CLIENT);
    const closed = await client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(closed).toMatchObject({ configHash: sha(houseSpec), unsaved: false, errors: 0, lock: { state: 'locked' } });
    await client.open('kynml.lock', lockFor(houseSpec));
    expect(await client.request('kynml/specState', { uri: client.uri('kynml.lock') })).toEqual(closed);
  });
});

describe('other clients', () => {
  it('a client without workspace capabilities still gets runs and specs', async () => {
    const manifest = JSON.stringify({ config_hash: sha(houseSpec), data_hash: null, metrics: {} });
    const client = await startClient(
      { 'net.kyn': houseSpec, 'runs/a.json': manifest },
      { ...VSCODE_CLIENT, workspace: false },
    );
    expect((await client.request('kynml/runs', {})).map(r => [r.label, r.state])).toEqual([['runs/a.json', 'current']]);
  });

  it('a byte order mark in the text is hashed once', async () => {
    const text = `\ufeff${houseSpec}`;
    const client = await startClient({ 'net.kyn': text }, VSCODE_CLIENT);
    await client.open('net.kyn', text);
    expect(await client.request('kynml/specState', { uri: client.uri('net.kyn') })).toMatchObject({
      configHash: sha(text),
      unsaved: false,
    });
    expect(await client.codes('net.kyn')).toEqual(['byte-order-mark']);
  });

  it('settings may differ between folders', async () => {
    const settings = (scope?: string) => ({ lock: { path: scope?.endsWith('/b') ? 'locks/net.json' : '' } });
    const files = {
      'a/net.kyn': houseSpec,
      'b/net.kyn': houseSpec,
      'a/locks/net.json': lockFor('x', '../net.kyn'),
      'b/locks/net.json': lockFor('x', '../net.kyn'),
    };
    const client = await startClient(files, { ...VSCODE_CLIENT, folders: ['a', 'b'], settings });
    await client.open('a/net.kyn', houseSpec);
    await client.open('b/net.kyn', houseSpec);
    await expect.poll(() => client.codes('b/net.kyn')).toEqual(['lock-drift']);
    expect(await client.codes('a/net.kyn')).toEqual([]);
  });

  it('the runs of a removed workspace folder are removed', async () => {
    const manifest = JSON.stringify({ config_hash: sha(houseSpec), data_hash: null, metrics: {} });
    const client = await startClient(
      { 'a/r.json': manifest, 'b/r.json': manifest },
      { ...VSCODE_CLIENT, folders: ['a', 'b'] },
    );
    expect((await client.request('kynml/runs', {})).length).toBe(2);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: client.uri('b'), name: 'b' }] },
    });
    expect((await client.request('kynml/runs', {})).map(r => r.uri)).toEqual([client.uri('a/r.json')]);
  });

  it('the runs of a deleted folder are removed, and package folders are never scanned', async () => {
    const manifest = JSON.stringify({ config_hash: sha(houseSpec), data_hash: null, metrics: {} });
    const client = await startClient({ 'a/r.json': manifest, 'keep/r.json': manifest }, VSCODE_CLIENT);
    await client.request('kynml/runs', {});
    client.write('node_modules/x/r.json', manifest);
    const changes = [
      { uri: client.uri('a'), type: 3 },
      { uri: client.uri('node_modules/x/r.json'), type: 1 },
    ];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    expect((await client.request('kynml/runs', {})).map(r => r.label)).toEqual(['keep/r.json']);
    expect(client.changed.flat().filter(uri => uri.includes('node_modules'))).toEqual([]);
  });
});
