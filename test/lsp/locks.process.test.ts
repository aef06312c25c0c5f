// Locks and drift of a spec, through the protocol.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

function commitAll(client: TestClient): void {
  const git = (...args: string[]) => execFileSync('git', ['-C', client.folder, ...args]);
  git('init', '--quiet');
  git('add', '--all');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '--message', 'Everything');
}

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
    expect(drift?.message).toContain(`(locked: ${sha(houseSpec).slice(0, 12)}, current: ${sha(edited).slice(0, 12)})`);
    expect(drift?.relatedInformation?.[0]?.location.uri).toBe(client.uri('kynml.lock'));
    const [onLock] = await client.diagnostics('kynml.lock');
    expect(onLock?.code).toBe('lock-drift');
    expect(onLock?.range.start.line).toBe(2);
    expect((await client.actions('net.kyn', drift!)).map(a => a.title)).toEqual([
      'Regenerate lock',
      'Show what changed',
      'Explain the hash',
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

  it('that pin a spec that is not UTF-8 have a finding with the reason', async () => {
    const client = await startClient({ 'kynml.lock': lockFor(houseSpec) });
    client.write('net.kyn', new Uint8Array([0xff]));
    await client.open('kynml.lock', lockFor(houseSpec));
    expect(await client.diagnostics('kynml.lock')).toMatchObject([
      { code: 'spec-unreadable', message: 'net.kyn cannot be read: it is not UTF-8 text, so drift is unknown.' },
    ]);
  });

  it('are created separately for another spec, and regenerated with unknown fields', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'other.kyn': houseSpec }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    const uri = client.uri('net.kyn');
    expect(await client.request('kynml/planLock', { uri, mode: 'create' })).toEqual({
      action: 'create',
      lockUri: client.uri('kynml.lock'),
      lockLabel: 'kynml.lock',
      place: 'The spec has no lock yet, so it gets kynml.lock in the workspace folder.',
      accepts: { lockedHash: null, configHash: sha(houseSpec) },
    });
    expect(await client.request('kynml/writeLock', { uri, mode: 'create' })).toEqual({
      ok: true,
      lockUri: client.uri('kynml.lock'),
    });
    const written = JSON.parse(readFileSync(client.path('kynml.lock'), 'utf8'));
    expect(written).toMatchObject({ config_hash: sha(houseSpec), source_path: 'net.kyn', schema_version: '1' });
    const other = await client.request('kynml/planLock', { uri: client.uri('other.kyn'), mode: 'create' });
    expect(other.lockLabel).toBe('other.kyn.lock');
    expect(other.place).toContain('kynml.lock in the workspace folder is not the lock of this spec');
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

  it('are written only where and for what was shown', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': lockFor('old') }, VSCODE_CLIENT);
    const uri = client.uri('net.kyn');
    const { lockUri, accepts } = await client.request('kynml/planLock', { uri, mode: 'regenerate' });
    expect(accepts).toMatchObject({ lockedHash: sha('old'), configHash: sha(houseSpec) });
    const shown = { lockUri, configHash: sha(houseSpec) };
    for (const stale of [
      { ...shown, configHash: sha('other') },
      { ...shown, lockUri: client.uri('other.lock') },
    ]) {
      const refused = await client.request('kynml/writeLock', { uri, mode: 'regenerate', shown: stale });
      expect(refused).toMatchObject({ ok: false, message: expect.stringContaining('changed in the meantime') });
    }
    expect(readFileSync(client.path('kynml.lock'), 'utf8')).toBe(lockFor('old'));
    expect((await client.request('kynml/writeLock', { uri, mode: 'regenerate', shown })).ok).toBe(true);
  });

  it('a new lock shows which settings it accepts, or why that is unknown', async () => {
    const edited = houseSpec.replace('epochs = 3', 'epochs = 30');
    const files = { 'net.kyn': houseSpec, 'kynml.lock': lockFor(houseSpec) };
    const client = await startClient(files, VSCODE_CLIENT);
    const uri = client.uri('net.kyn');
    const changes = async () => (await client.request('kynml/planLock', { uri, mode: 'regenerate' })).accepts?.changes;
    expect(await changes()).toBeUndefined();
    await client.save('net.kyn', edited);
    expect(await changes()).toBe(
      'Which settings change is unknown. The locked version is unknown, because the folder is not in a git work tree.',
    );
    client.write('net.kyn', houseSpec);
    commitAll(client);
    await client.save('net.kyn', edited);
    expect(await changes()).toBe('1 setting changes: train.epochs 3 → 30.');
    await client.save('net.kyn', `${houseSpec}# more\n`);
    expect(await changes()).toBe(
      'No setting of the file changes: only comments, blanks, the order, the form of a number, explicit defaults or a byte order mark changed.',
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
    const created = await client.request('kynml/planLock', { uri: client.uri('net.kyn'), mode: 'create' });
    expect(created.refusal).toBe('kynml.lock cannot be replaced: it is a folder.');
  });

  it('"Show what changed" finds the locked version in git', async () => {
    const client = await startClient(
      { 'sub dir/net.kyn': houseSpec, 'sub dir/kynml.lock': lockFor(houseSpec) },
      VSCODE_CLIENT,
    );
    commitAll(client);
    const edited = houseSpec.replace('0.01', '0.02');
    client.write('sub dir/net.kyn', edited);
    await client.open('sub dir/net.kyn', edited);
    const version = await client.request('kynml/lockedVersion', { uri: client.uri('sub dir/net.kyn') });
    expect(version).toMatchObject({ found: true, text: houseSpec, path: 'sub dir/net.kyn' });
  });

  it.each([
    ['without a lock', {}],
    ['with a lock that cannot be read', { 'kynml.lock': '{' }],
    ['with a lock without a hash', { 'kynml.lock': '{"source_path": "net.kyn", "schema_version": "1"}' }],
  ])('"Show what changed" explains that there is no locked version %s', async (_, files) => {
    const client = await startClient({ 'net.kyn': houseSpec, ...files }, VSCODE_CLIENT);
    await client.open('net.kyn', houseSpec);
    expect(await client.request('kynml/lockedVersion', { uri: client.uri('net.kyn') })).toEqual({
      found: false,
      message: 'No readable lock records a hash for this spec, so there is no locked version to show.',
    });
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
