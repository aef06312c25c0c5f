// What is kept when a run starts.
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inClaimedFolder } from '../../server/src/cli/train/inClaimedFolder';
import { type MemoryFile, memoryHost } from '../../src-shared/host/memoryHost';
import { historyOf } from '../../src-shared/repro/history/historyFolder';
import { noPrograms } from './cliEnvironment';

const EVENTS = /^\/w\/\.kynml\/events\/.*\.jsonl$/;

/** Starts a run; the result is when the writing of each part of the history began and ended, and the answer of `begin`. */
async function start(files: Readonly<Record<string, MemoryFile>> = {}) {
  const memory = memoryHost(files, {
    sha256: text => createHash('sha256').update(text).digest('hex'),
    decodeUtf8: bytes => (bytes.includes(0xff) ? undefined : new TextDecoder().decode(bytes)),
    encodeUtf8: text => new TextEncoder().encode(text),
  });
  const order: string[] = [];
  const host: typeof memory = {
    ...memory,
    async writeAtomic(path, ...rest) {
      const part = /\.kynml\/(records|events|specs)\//.exec(path)?.[1] ?? 'other';
      order.push(`${part} begins`);
      await setImmediate();
      const written = await memory.writeAtomic(path, ...rest);
      order.push(`${part} ends`);
      return written;
    },
  };
  const spec = { path: '/w/house.kyn', label: 'house.kyn', text: 'train:\n' };
  const input = { folder: '/w', history: historyOf(host, '/w'), overrides: new Map() };
  const io = { cwd: '/w', now: () => new Date(0), message: () => undefined };
  const session = { stop: new AbortController().signal };
  let begun: string | undefined;
  await inClaimedFolder(
    { host, io, options: new Map() } as never,
    { programs: noPrograms, session } as never,
    { ...input, compiler: { spec, imports: () => [] } } as never,
    { command: 'train', tool: 'kyn', overwrites: true },
    async ({ begin, events }) => {
      begun = await begin(true);
      if (begun === undefined) expect(Object.values(await events())).toEqual([expect.stringMatching(EVENTS)]);
      return { code: 0, stdout: '', stderr: '' };
    },
  );
  // What was not waited for.
  for (let i = 0; i < 20; i++) await setImmediate();
  return { order, begun };
}

test('the file for progress is written once, while the texts and the record of the run are', async () => {
  const { order, begun } = await start();
  expect(begun).toBeUndefined();
  expect(order.filter(step => step === 'events begins')).toHaveLength(1);
  expect(order.indexOf('events begins')).toBeLessThan(order.indexOf('specs ends'));
  expect(order.indexOf('events ends')).toBeLessThan(order.indexOf('records ends'));
});

test('nothing is written for a run that must not start', async () => {
  const { order, begun } = await start({ '/w/run_manifest.json': new Uint8Array([0xff]) });
  expect(begun).toContain('The run would overwrite run_manifest.json');
  expect(order.filter(step => !step.startsWith('other'))).toEqual([]);
});
