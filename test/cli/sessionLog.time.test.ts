// A session log of any length is read as fast as a short one.
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Host } from '../../src-shared/host/host';
import { readArtifactText } from '../../src-shared/repro/files/readArtifactText';
import { nodeHost } from '../nodeHost';
import { sessionHeader } from '../sessionHeader';
import { stopwatch } from '../stopwatch';
import { kynOnDisk, parseJsonOutput } from './cliEnvironment';

const folder = mkdtempSync(path.join(tmpdir(), 'kyn-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('only the beginning of a file of 100 MB is read, as fast as for a small one', async () => {
  const file = path.join(folder, 'large.jsonl');
  writeFileSync(file, `${JSON.stringify(sessionHeader())}\n`);
  const opened = openSync(file, 'r+');
  ftruncateSync(opened, 100 * 1024 * 1024);
  closeSync(opened);
  let bytes = 0;
  const counting: Host = {
    ...nodeHost,
    readBytes: () => ({ ok: false, reason: 'too-large' }),
    readHead: (at, length) => {
      const read = nodeHost.readHead(at, length);
      if (read.ok) bytes += read.bytes.length;
      return read;
    },
  };
  // The first check loads its modules.
  writeFileSync(path.join(folder, 'small.jsonl'), `${JSON.stringify(sessionHeader())}\n`);
  await kynOnDisk(folder, 'check', 'small.jsonl', '--format', 'json');
  const elapsed = stopwatch();
  expect(readArtifactText(counting, file)).toMatchObject({ ok: true, text: `${JSON.stringify(sessionHeader())}\n` });
  expect(bytes).toBeLessThanOrEqual(64 * 1024);
  const checked = await kynOnDisk(folder, 'check', 'large.jsonl', '--format', 'json');
  expect(elapsed()).toBeLessThan(2000);
  const [found] = parseJsonOutput(checked).files;
  expect(found).toMatchObject({ path: 'large.jsonl', kind: 'session-log' });
  expect(found.diagnostics.map((d: { code: string }) => d.code)).toEqual(['kyn/header-only']);
  expect((await kynOnDisk(folder, 'diff', 'large.jsonl', 'large.jsonl')).stdout).toContain('Identical inputs');
});
