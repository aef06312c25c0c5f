// SHA-256 with and without the library of Node, which takes long to load.
import * as nodeCrypto from 'node:crypto';
import * as nodeModule from 'node:module';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';

const load = vi.fn(nodeModule.createRequire('/'));
beforeEach(() => {
  load.mockClear();
  vi.resetModules();
  vi.doMock('node:module', () => ({ ...nodeModule, createRequire: () => load }));
});

const fresh = async () => (await import('../../../src-shared/host/node/sha256')).sha256;
const expected = (data: string | Uint8Array) => nodeCrypto.createHash('sha256').update(data).digest('hex');

const TEXTS = [
  '',
  'abc',
  'dataset Häuser:\n',
  '🙂'.repeat(40),
  'a lone \ud800 half',
  new Uint8Array([0, 128, 255, 10]),
];

test.each(TEXTS)('%j has the same hash without the library', async data => {
  const sha256 = await fresh();
  expect(sha256(data)).toBe(expected(data));
  expect(load).not.toHaveBeenCalled();
});

test('a long text is hashed by the library, and so is all after it', async () => {
  const sha256 = await fresh();
  const long = 'é'.repeat(100_000);
  expect(sha256(long)).toBe(expected(long));
  expect(load).toHaveBeenCalledOnce();
  const spies = vi.spyOn(Buffer, 'from');
  expect(sha256('abc')).toBe(expected('abc'));
  expect(spies).not.toHaveBeenCalled();
  spies.mockRestore();
});

test('so are many short texts', async () => {
  const sha256 = await fresh();
  const text = 'x'.repeat(1000);
  for (let i = 0; i < 40; i++) expect(sha256(text + i)).toBe(expected(text + i));
  expect(load).toHaveBeenCalledOnce();
});

test.each(['with', 'without'])('all texts have the same hash by the library %s a function for one call', async kind => {
  const { hash, ...others } = nodeCrypto;
  load.mockImplementation(() => (kind === 'with' ? { ...others, hash } : { ...others, hash: undefined }));
  onTestFinished(() => void load.mockImplementation(nodeModule.createRequire('/')));
  const sha256 = await fresh();
  const long = 'é'.repeat(100_000);
  for (const data of [long, ...TEXTS]) expect(sha256(data)).toBe(expected(data));
  expect(load).toHaveBeenCalledOnce();
});
