// The approval of a golden, through the protocol.
import { readFileSync, utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ProgressType } from 'vscode-languageserver/node';
import type { GoldenPlan } from '../../src-shared/protocol/goldenRequests';
import { startClient, type TestClient } from './client';
import { sha, text } from './dlmClient';

const VERSIONS = { peft: '0.14.0', torch: '2.5.1' };
const KEY = sha('peft=0.14.0|torch=2.5.1|platform=linux-x86_64').slice(0, 16);
const RELPATH = `tests/golden/determinism/tuple-${KEY}.json`;
const GOLDEN = { adapter_sha256: 'b'.repeat(64), pinned_versions: VERSIONS, platform: 'linux-x86_64' };
const OTHER = {
  ...GOLDEN,
  adapter_sha256: 'c'.repeat(64),
  golden_relpath: `tests/golden/determinism/tuple-${'f'.repeat(16)}.json`,
};
const ENTRY = { ...GOLDEN, adapter_sha256: 'a'.repeat(64), golden_relpath: RELPATH };
const INDEX_PATH = '.determinism/lock.json';
const index = (...goldens: unknown[]) => text({ goldens, lock_version: 1, updated_at: '2026-04-22T04:25:32' });
const repository = (files: Record<string, string> = {}, options = { trusted: true }) =>
  startClient({ [RELPATH]: text(GOLDEN), [INDEX_PATH]: index(OTHER, ENTRY), ...files }, { options });

const plan = (client: TestClient, adapter = 'b'.repeat(64), path = RELPATH) =>
  client.request('kynml/planGolden', { uri: client.uri(path), relpath: RELPATH, adapter });
const good = (planned: GoldenPlan) => {
  if (!planned.ok) throw new Error(planned.message);
  return planned;
};

const approvalOf = (client: TestClient, { time, held = '' }: ReturnType<typeof good>) => ({
  ...{ uri: client.uri(RELPATH), relpath: RELPATH, adapter: 'b'.repeat(64) },
  ...{ time, held },
});

describe('approving a golden', () => {
  it.each([RELPATH, INDEX_PATH])('offers the goldens of %s with both adapters', async path => {
    const client = await repository();
    const list = await client.request('kynml/goldens', { uri: client.uri(path) });
    expect(list).toEqual({
      ok: true,
      goldens: [
        {
          relpath: RELPATH,
          platform: 'linux-x86_64',
          versions: ['peft 0.14.0', 'torch 2.5.1'],
          held: 'b'.repeat(64),
          approved: 'a'.repeat(64),
        },
      ],
    });
  });

  it('plans first, then writes the planned text, sorted', async () => {
    const client = await repository();
    const planned = good(await plan(client));
    expect(planned).toMatchObject({ change: 'replaced', remarks: [], indexUri: client.uri(INDEX_PATH) });
    expect(readFileSync(client.path(INDEX_PATH), 'utf8')).toBe(planned.before);
    const approval = approvalOf(client, planned);
    expect(await client.request('kynml/writeGolden', { ...approval, text: planned.after })).toEqual({ ok: true });
    const written = readFileSync(client.path(INDEX_PATH), 'utf8');
    expect(written).toBe(planned.after);
    const { goldens } = JSON.parse(written);
    expect(goldens).toEqual([{ ...ENTRY, adapter_sha256: 'b'.repeat(64) }, OTHER]);
    await client.open(INDEX_PATH, written);
    expect(await client.codes(INDEX_PATH)).toEqual(['golden-missing', 'golden-name']);
  });

  it('creates a missing index, and remarks that the golden names another adapter', async () => {
    const client = await startClient({ [RELPATH]: text(GOLDEN) }, { options: { trusted: true } });
    const planned = good(await plan(client, 'd'.repeat(64)));
    expect(planned).toMatchObject({ change: 'added', before: '' });
    expect(planned.remarks).toEqual([expect.stringContaining('names adapter bbbbbbbbbbbb')]);
  });

  it('writes nothing when the index changed since the plan', async () => {
    const client = await repository();
    const planned = good(await plan(client));
    client.write(INDEX_PATH, index(ENTRY));
    utimesSync(client.path(INDEX_PATH), 1, 1);
    const approval = approvalOf(client, planned);
    expect(await client.request('kynml/writeGolden', { ...approval, text: planned.after })).toMatchObject({
      ok: false,
    });
    expect(readFileSync(client.path(INDEX_PATH), 'utf8')).toBe(index(ENTRY));
  });

  it('writes nothing when the golden changed since the plan', async () => {
    const client = await repository();
    const planned = good(await plan(client));
    const before = readFileSync(client.path(INDEX_PATH), 'utf8');
    client.write(RELPATH, text({ ...GOLDEN, adapter_sha256: 'e'.repeat(64) }));
    expect(
      await client.request('kynml/writeGolden', { ...approvalOf(client, planned), text: planned.after }),
    ).toMatchObject({ ok: false, message: expect.stringContaining('changed since it was shown') });
    expect(readFileSync(client.path(INDEX_PATH), 'utf8')).toBe(before);
  });

  it.each([
    ['a broken index', { [INDEX_PATH]: '{' }, 'is not a valid golden index'],
    [
      'an index of another version',
      { [INDEX_PATH]: text({ lock_version: 2, goldens: [] }) },
      'is not a valid golden index',
    ],
    ['a golden without versions', { [RELPATH]: '{"platform": "x"}' }, 'does not record its platform'],
    ['a golden of another name', { [RELPATH]: text({ ...GOLDEN, platform: 'x' }) }, 'does not match its versions'],
  ])('refuses %s', async (_, files, message) => {
    expect(await plan(await repository(files))).toMatchObject({ ok: false, message: expect.stringContaining(message) });
  });

  it('refuses an invalid SHA-256, other files and an untrusted workspace', async () => {
    const client = await repository();
    expect(await plan(client, 'B'.repeat(64))).toMatchObject({ message: expect.stringContaining('64 lower-case') });
    client.write('x.json', '{}');
    expect(await plan(client, 'b'.repeat(64), 'x.json')).toMatchObject({ message: expect.stringContaining('neither') });
    const strange = await repository({}, { trusted: false });
    expect(await plan(strange)).toMatchObject({ message: expect.stringContaining('trust') });
    const adapter = { uri: strange.uri(RELPATH) };
    expect(await strange.request('kynml/hashAdapter', adapter)).toMatchObject({ ok: false });
  });

  it('reads an adapter with progress', async () => {
    const client = await repository();
    const bytes = new Uint8Array(3_000_000).fill(7);
    client.write('adapter.safetensors', bytes);
    const reports: number[] = [];
    client.connection.onProgress(new ProgressType<{ done: number }>(), 'p', ({ done }) => void reports.push(done));
    const params = { uri: client.uri('adapter.safetensors'), progressToken: 'p' };
    expect(await client.request('kynml/hashAdapter', params)).toEqual({ ok: true, sha256: sha(bytes) });
    expect(reports.at(-1)).toBe(bytes.length);
  });
});
