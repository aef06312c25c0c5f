// More files than an editor searches.
import { expect, test } from 'vitest';
import { findRunFiles } from '../../server/src/cli/runs/findRunFiles';
import type { Host } from '../../src-shared/host/host';
import { hostOf } from '../repro/memory';
import { onDisk } from './cliEnvironment';

test('kyn runs searches more files than an editor, and says where there are too many', async () => {
  const base = hostOf({ '/w/a.json': '' });
  const find = async (count: number) => {
    const entries = Array.from({ length: count }, (_, i) => ({ name: `${i}.json`, kind: 'file' as const }));
    const readFolder: Host['readFolder'] = path => (path === '/w' ? { ok: true, entries } : base.readFolder(path));
    return findRunFiles({ host: { ...base, readFolder }, io: onDisk('/w').io, files: [] });
  };
  const most = await find(150_000);
  expect([most.files.length, most.incomplete]).toEqual([150_000, []]);
  expect((await find(150_001)).incomplete).toEqual([expect.stringContaining('more than 150,000 JSON files')]);
});
