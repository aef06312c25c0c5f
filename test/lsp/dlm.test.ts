// DLM locks and indexes of goldens, through the protocol.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src-shared/host/host';
import { nodeHost } from '../nodeHost';
import { startClient, type TestClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

const LOCK = {
  lock_version: 1,
  created_at: '2026-04-19T17:30:00',
  dlm_id: '01HRZYQ2X0MB5K4VN7E9DNT5GH',
  dlm_sha256: '0'.repeat(64),
  base_model_revision: '12fd25f77366',
  hardware_tier: 'mps',
  seed: 42,
  determinism_class: 'best-effort',
  last_run_id: 3,
};
const text = (value: unknown): string => JSON.stringify(value, null, 2);

const VERSIONS = { peft: '0.14.0', torch: '2.5.1' };
const KEY = createHash('sha256').update('peft=0.14.0|torch=2.5.1|platform=linux-x86_64').digest('hex').slice(0, 16);
const RELPATH = `tests/golden/determinism/tuple-${KEY}.json`;
const GOLDEN = { adapter_sha256: 'a'.repeat(64), platform: 'linux-x86_64', pinned_versions: VERSIONS };
const INDEX = text({
  lock_version: 1,
  updated_at: '2026-04-22T04:25:32',
  goldens: [{ ...GOLDEN, golden_relpath: RELPATH }],
});
const PATH = '.determinism/lock.json';

const changed = (client: TestClient, path: string) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri(path), type: 1 }],
  });

describe('a DLM lock', () => {
  it('is detected by its content, checked field by field and explained', async () => {
    const client = await startClient();
    await client.open('recorded.json', text({ ...LOCK, hardware_tier: 'MPS', gpu: 'x' }));
    expect((await client.diagnostics('recorded.json')).map(d => [d.range.start.line, d.code])).toEqual([
      [6, 'wrong-field'],
      [10, 'unknown-field'],
    ]);
    expect(JSON.stringify((await client.hover('recorded.json', 8, 5))?.contents)).toContain(
      'Reproducibility that the host can guarantee.',
    );
  });

  it('of another version has one finding', async () => {
    const client = await startClient();
    await client.open('dlm.lock', text({ ...LOCK, lock_version: 2, seed: 'x' }));
    expect(await client.codes('dlm.lock')).toEqual(['lock-version']);
  });

  it('is compared by the rules of DLM', async () => {
    const client = await startClient();
    client.write('a/dlm.lock', text(LOCK));
    client.write('b/dlm.lock', text({ ...LOCK, base_model_revision: 'main', seed: 7 }));
    const answer = await client.request('kynml/diff', { a: client.uri('a/dlm.lock'), b: client.uri('b/dlm.lock') });
    if (!answer.ok) throw new Error(answer.message);
    const rows = answer.view.sections.flatMap(s => s.rows).filter(r => r.severity !== 'same');
    expect(rows.map(r => `${r.severity} ${r.path}`)).toEqual(['error base_model_revision', 'warn seed']);
  });
});

describe('an index of goldens', () => {
  it('is compared with the current goldens that it names', async () => {
    const client = await startClient({ [PATH]: INDEX });
    await client.open(PATH, INDEX);
    expect(await client.codes(PATH)).toEqual(['golden-missing']);
    client.write(RELPATH, text(GOLDEN));
    await changed(client, RELPATH);
    expect(await client.codes(PATH)).toEqual([]);
    client.write(RELPATH, text({ ...GOLDEN, adapter_sha256: 'b'.repeat(64) }));
    await changed(client, RELPATH);
    expect(await client.codes(PATH)).toEqual(['golden-differs']);
  });

  it('does not read the disk at a keystroke', async () => {
    let looks = 0;
    const counted = <A extends unknown[], R>(ask: (...args: A) => R) => {
      return (...args: A): R => {
        looks += 1;
        return ask(...args);
      };
    };
    const { list, readFolder, readBytes } = nodeHost;
    const host: Host = {
      ...nodeHost,
      list: counted(list),
      readFolder: counted(readFolder),
      readBytes: counted(readBytes),
    };
    const client = await startClient(
      { [PATH]: INDEX, [RELPATH]: text(GOLDEN) },
      { ...VSCODE_CLIENT, host, folders: [] },
    );
    await client.open(PATH, INDEX);
    expect(await client.codes(PATH)).toEqual([]);
    expect(looks).toBeGreaterThan(3);
    looks = 0;
    await client.change(PATH, INDEX.replace('a'.repeat(64), 'b'.repeat(64)));
    expect(await client.codes(PATH)).toEqual(['golden-differs']);
    expect(looks).toBe(0);
  });

  it('offers to sort them', async () => {
    const client = await startClient();
    const entry = (digit: string) => ({
      ...GOLDEN,
      golden_relpath: `tests/golden/determinism/tuple-${digit.repeat(16)}.json`,
    });
    const unsorted = text({ lock_version: 1, updated_at: '2026-04-22', goldens: [entry('b'), entry('a')] });
    await client.open(PATH, unsorted);
    const order = (await client.diagnostics(PATH)).find(d => d.code === 'golden-order');
    const actions = order ? await client.actions(PATH, order) : [];
    expect(actions.map(a => a.title)).toContain('Sort the goldens');
  });
});
