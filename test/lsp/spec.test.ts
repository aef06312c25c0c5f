// What an author sees of a spec over the wire: hash, lock, drift, fixes.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startClient } from './client';

const SPEC = `params:
    lr = 0.01

dataset Houses:
    source = csv("data/houses.csv")
    target = "price"

model Net:
    input 4
    dense 1 linear

train:
    model = Net
    data = Houses
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 3
    seed = 1
`;
const OURS = { options: { commands: true, trusted: true } } as const;
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const lockFor = (text: string, source = 'net.kyn'): string =>
  `${JSON.stringify({ backend: 'pytorch', config_hash: sha(text), kynml_version: '0.1.0', schema_version: '1', source_path: source }, null, 2)}\n`;

describe('CONFIG_HASH', () => {
  it('is in the first lens, follows each change, and says when the buffer is not saved', async () => {
    const client = await startClient({ 'net.kyn': SPEC }, OURS);
    await client.open('net.kyn', SPEC);
    expect((await client.lensTitles('net.kyn'))[0]).toBe(`CONFIG_HASH ${sha(SPEC).slice(0, 12)}`);
    const edited = SPEC.replace('epochs = 3', 'epochs = 4');
    await client.change('net.kyn', edited);
    expect((await client.lensTitles('net.kyn'))[0]).toBe(`CONFIG_HASH ${sha(edited).slice(0, 12)} (unsaved)`);
    await client.save('net.kyn', edited);
    expect((await client.lensTitles('net.kyn'))[0]).toBe(`CONFIG_HASH ${sha(edited).slice(0, 12)}`);
  });

  it('stands beside Train only where there is something to train', async () => {
    const library = SPEC.slice(0, SPEC.indexOf('train:'));
    const client = await startClient({ 'net.kyn': SPEC, 'lib.kyn': library, 'empty.kyn': '' }, OURS);
    for (const [path, text] of [
      ['net.kyn', SPEC] as const,
      ['lib.kyn', library] as const,
      ['empty.kyn', ''] as const,
    ]) {
      await client.open(path, text);
      expect((await client.lensTitles(path)).includes('$(play) Train'), path).toBe(path === 'net.kyn');
    }
  });

  it('counts a byte order mark that the editor hides', async () => {
    const client = await startClient({ 'net.kyn': `\ufeff${SPEC}` }, OURS);
    await client.open('net.kyn', SPEC);
    const state = await client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(state?.configHash).toBe(sha(`\ufeff${SPEC}`));
    expect(state?.unsaved).toBe(false);
    expect(await client.codes('net.kyn')).toContain('byte-order-mark');
  });

  it('does not depend on line ends', async () => {
    const crlf = SPEC.replaceAll('\n', '\r\n');
    const client = await startClient({ 'net.kyn': crlf }, OURS);
    await client.open('net.kyn', crlf);
    expect((await client.request('kynml/specState', { uri: client.uri('net.kyn') }))?.configHash).toBe(sha(SPEC));
  });

  it('is none for a file that is not UTF-8', async () => {
    const client = await startClient({ 'net.kyn': Buffer.from([0x70, 0xff, 0xfe]) }, OURS);
    await client.open('net.kyn', 'p\ufffd\ufffd');
    const state = await client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(state?.configHash).toBeNull();
    expect(await client.codes('net.kyn')).toContain('not-utf8');
  });

  it('is whole in the hover of the first line, with what it covers', async () => {
    const client = await startClient({ 'net.kyn': SPEC }, OURS);
    await client.open('net.kyn', SPEC);
    const text = JSON.stringify((await client.hover('net.kyn', 0, 2))?.contents);
    expect(text).toContain(sha(SPEC));
    expect(text).toContain('comments and blanks included');
    expect(await client.hover('net.kyn', 1, 2)).toBeNull();
    expect(JSON.stringify(await client.hover('net.kyn', 1, 5))).not.toContain(sha(SPEC));
  });

  it('has a closure hash beside it where there are imports', async () => {
    const main = `import "base.kyn"\n\ntrain:\n    model = Net\n`;
    const client = await startClient({ 'base.kyn': SPEC, 'main.kyn': main }, OURS);
    await client.open('main.kyn', main);
    const state = await client.request('kynml/specState', { uri: client.uri('main.kyn') });
    expect(state?.closureHash).toBe(sha(`${sha(main)}\n${sha(SPEC)}\n`));
  });
});

describe('locks', () => {
  it('drift appears on the spec and on the lock with both hashes, and goes when the text is back', async () => {
    const client = await startClient({ 'net.kyn': SPEC, 'kynml.lock': lockFor(SPEC) }, OURS);
    await client.open('net.kyn', SPEC);
    await client.open('kynml.lock', lockFor(SPEC));
    expect(await client.codes('net.kyn')).toEqual([]);
    expect(await client.lensTitles('net.kyn')).toContain('$(lock) locked');
    const edited = `${SPEC}# note\n`;
    await client.change('net.kyn', edited);
    const [drift] = await client.diagnostics('net.kyn');
    expect(drift?.message).toContain(`(locked ${sha(SPEC).slice(0, 12)}, now ${sha(edited).slice(0, 12)})`);
    expect(drift?.relatedInformation?.[0]?.location.uri).toBe(client.uri('kynml.lock'));
    const [onLock] = await client.diagnostics('kynml.lock');
    expect(onLock?.code).toBe('lock-drift');
    expect(onLock?.range.start.line).toBe(2);
    expect((await client.actions('net.kyn', drift!)).map(a => a.title)).toEqual([
      'Regenerate lock',
      'Show what changed',
    ]);
    await client.change('net.kyn', SPEC);
    expect(await client.codes('net.kyn')).toEqual([]);
    expect(await client.codes('kynml.lock')).toEqual([]);
  });

  it('of a spec outside of the workspace say so, and what lies there is not read', async () => {
    const client = await startClient({ 'in/net.kyn': SPEC }, { options: { commands: true, trusted: false } });
    const outside = `${client.folder}.secret`;
    writeFileSync(outside, SPEC);
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

  it('are created, kept apart from another spec, and regenerated with unknown fields kept', async () => {
    const client = await startClient({ 'net.kyn': SPEC, 'other.kyn': SPEC }, OURS);
    await client.open('net.kyn', SPEC);
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
    expect(written).toMatchObject({ config_hash: sha(SPEC), source_path: 'net.kyn', schema_version: '1' });
    const other = await client.request('kynml/planLock', { uri: client.uri('other.kyn'), mode: 'create' });
    expect(other.lockLabel).toBe('other.kyn.lock');
    client.write('kynml.lock', JSON.stringify({ ...written, note: { by: 'me' } }));
    const edited = `${SPEC}\n`;
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

  it('a lock of a newer schema is not judged, and overwritten only after the same question was answered', async () => {
    const newer = lockFor('something else').replace('"1"', '"2"');
    const client = await startClient({ 'net.kyn': SPEC, 'kynml.lock': newer }, OURS);
    await client.open('net.kyn', SPEC);
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

  it('a lock that is a folder gives a finding and a clear refusal', async () => {
    const client = await startClient({ 'net.kyn': SPEC }, OURS);
    mkdirSync(client.path('kynml.lock'));
    await client.open('net.kyn', SPEC);
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
    const client = await startClient({ 'sub dir/net.kyn': SPEC, 'sub dir/kynml.lock': lockFor(SPEC) }, OURS);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    const edited = SPEC.replace('0.01', '0.02');
    client.write('sub dir/net.kyn', edited);
    await client.open('sub dir/net.kyn', edited);
    const version = await client.request('kynml/lockedVersion', { uri: client.uri('sub dir/net.kyn') });
    expect(version).toMatchObject({ found: true, text: SPEC, path: 'sub dir/net.kyn' });
  });

  it('git is not asked in a workspace that is not trusted', async () => {
    const client = await startClient(
      { 'net.kyn': SPEC, 'kynml.lock': lockFor('x') },
      { options: { commands: true, trusted: false } },
    );
    await client.open('net.kyn', SPEC);
    const version = await client.request('kynml/lockedVersion', { uri: client.uri('net.kyn') });
    expect(version).toMatchObject({ found: false });
    expect(version.found ? '' : version.message).toContain('trusted');
  });

  it('two folders with a spec of one name keep their locks apart', async () => {
    const changed = `${SPEC}# b\n`;
    const client = await startClient(
      { 'a/net.kyn': SPEC, 'a/kynml.lock': lockFor(SPEC), 'b/net.kyn': changed, 'b/kynml.lock': lockFor(SPEC) },
      { ...OURS, folders: ['a', 'b'] },
    );
    await client.open('a/net.kyn', SPEC);
    await client.open('b/net.kyn', changed);
    expect(await client.codes('a/net.kyn')).toEqual([]);
    expect(await client.codes('b/net.kyn')).toEqual(['lock-drift']);
  });

  it('works without a workspace folder', async () => {
    const client = await startClient({ 'net.kyn': SPEC }, { ...OURS, folders: [] });
    await client.open('net.kyn', SPEC);
    const plan = await client.request('kynml/planLock', { uri: client.uri('net.kyn'), mode: 'create' });
    expect(plan).toMatchObject({ action: 'create', lockUri: client.uri('kynml.lock') });
  });
});

describe('findings', () => {
  it('have quick fixes that are edits', async () => {
    const text = SPEC.replace('epochs', 'epoch');
    const client = await startClient({ 'net.kyn': text }, OURS);
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
    const text = SPEC.replace('linear', 'swish');
    const strict = await startClient(
      { 'net.kyn': text },
      { ...OURS, settings: { catalog: { unknownWords: 'error', extra: {} } } },
    );
    await strict.open('net.kyn', text);
    await expect.poll(async () => (await strict.diagnostics('net.kyn'))[0]?.severity).toBe(1);
    const extra = await startClient(
      { 'net.kyn': text },
      { ...OURS, settings: { catalog: { extra: { activation: ['swish'] } } } },
    );
    await extra.open('net.kyn', text);
    await expect.poll(() => extra.codes('net.kyn')).toEqual([]);
  });

  it('are pushed to a client that cannot pull', async () => {
    const client = await startClient({}, { pull: false });
    await client.open('net.kyn', 'train\n');
    await expect.poll(() => client.published.get(client.uri('net.kyn'))?.map(d => d.code)).toContain('missing-colon');
  });

  it('of an import follow the imported buffer', async () => {
    const main = `import "base.kyn"\n\ntrain:\n    model = Net\n    data = Houses\n    loss = mse\n    optimizer = adam(lr=0.1)\n    epochs = 1\n    seed = 1\n`;
    const client = await startClient({ 'base.kyn': SPEC, 'main.kyn': main }, OURS);
    await client.open('main.kyn', main);
    expect(await client.codes('main.kyn')).toEqual([]);
    await client.open('base.kyn', SPEC);
    await client.change('base.kyn', SPEC.replace('model Net:', 'model Nets:'));
    expect(await client.codes('main.kyn')).toEqual(['unknown-name']);
  });
});

describe('a plain client', () => {
  it('gets lenses in words without commands it does not have', async () => {
    const client = await startClient({ 'net.kyn': SPEC });
    await client.open('net.kyn', SPEC);
    const lenses = await client.lenses('net.kyn');
    expect(lenses.map(l => l.command?.title)).toEqual([
      `CONFIG_HASH ${sha(SPEC).slice(0, 12)}`,
      'not locked',
      'Train',
      '1 reference',
    ]);
    expect(lenses.every(l => l.command?.command === '')).toBe(true);
  });
});

describe('the state of a spec', () => {
  it('is known for a spec that is not open, and through its lock', async () => {
    const client = await startClient({ 'net.kyn': SPEC, 'kynml.lock': lockFor(SPEC) }, OURS);
    const closed = await client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(closed).toMatchObject({ configHash: sha(SPEC), unsaved: false, errors: 0, lock: { state: 'locked' } });
    await client.open('kynml.lock', lockFor(SPEC));
    expect(await client.request('kynml/specState', { uri: client.uri('kynml.lock') })).toEqual(closed);
  });
});

describe('clients that differ', () => {
  it('one that declares nothing about the workspace still has its runs and specs known', async () => {
    const manifest = JSON.stringify({ config_hash: sha(SPEC), data_hash: null, metrics: {} });
    const client = await startClient({ 'net.kyn': SPEC, 'runs/a.json': manifest }, { ...OURS, workspace: false });
    expect((await client.request('kynml/runs', {})).map(r => [r.label, r.state])).toEqual([['runs/a.json', 'current']]);
  });

  it('one that keeps the byte order mark in the text has it counted once', async () => {
    const text = `\ufeff${SPEC}`;
    const client = await startClient({ 'net.kyn': text }, OURS);
    await client.open('net.kyn', text);
    expect(await client.request('kynml/specState', { uri: client.uri('net.kyn') })).toMatchObject({
      configHash: sha(text),
      unsaved: false,
    });
    expect(await client.codes('net.kyn')).toEqual(['byte-order-mark']);
  });

  it('settings may differ from folder to folder', async () => {
    const settings = (scope?: string) => ({ lock: { path: scope?.endsWith('/b') ? 'locks/net.json' : '' } });
    const files = {
      'a/net.kyn': SPEC,
      'b/net.kyn': SPEC,
      'a/locks/net.json': lockFor('x', '../net.kyn'),
      'b/locks/net.json': lockFor('x', '../net.kyn'),
    };
    const client = await startClient(files, { ...OURS, folders: ['a', 'b'], settings });
    await client.open('a/net.kyn', SPEC);
    await client.open('b/net.kyn', SPEC);
    await expect.poll(() => client.codes('b/net.kyn')).toEqual(['lock-drift']);
    expect(await client.codes('a/net.kyn')).toEqual([]);
  });

  it('a folder that is removed takes its runs along', async () => {
    const manifest = JSON.stringify({ config_hash: sha(SPEC), data_hash: null, metrics: {} });
    const client = await startClient({ 'a/r.json': manifest, 'b/r.json': manifest }, { ...OURS, folders: ['a', 'b'] });
    expect((await client.request('kynml/runs', {})).length).toBe(2);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: client.uri('b'), name: 'b' }] },
    });
    expect((await client.request('kynml/runs', {})).map(r => r.uri)).toEqual([client.uri('a/r.json')]);
  });

  it('a folder that is deleted takes its runs along, and package folders are never looked at', async () => {
    const manifest = JSON.stringify({ config_hash: sha(SPEC), data_hash: null, metrics: {} });
    const client = await startClient({ 'a/r.json': manifest, 'keep/r.json': manifest }, OURS);
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
