// File names that are not UTF-8 as texts, and back.
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfName, isByteName, lossyName, nameOf, systemPath } from '../../../src-shared/host/node/byteNames';
import { hashFile, readBytes } from '../../../src-shared/host/node/readFile';
import { copyNewFile, makeFolder, writeNewFile } from '../../../src-shared/host/node/temporaryFolder';
import { writeFileAtomic } from '../../../src-shared/host/node/writeFile';
import { caseCount, SEED } from '../../cases';
import { machineHost } from '../../nodeHost';

const options = { seed: SEED, numRuns: caseCount(5000) };

test('any bytes are a name, and that name has these bytes', () => {
  const byte = fc.oneof(
    fc.nat(255),
    fc.constantFrom(0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xb3, 0xbf),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(byte, { maxLength: 12 }), (a, b) => {
      for (const bytes of [a, Uint8Array.from(b)]) {
        const name = nameOf(bytes);
        expect([...bytesOfName(name)]).toEqual([...bytes]);
        expect(lossyName(name)).toBe(Buffer.from(bytes).toString('utf8'));
        expect(isByteName(name)).toBe(name !== Buffer.from(bytes).toString('utf8'));
      }
    }),
    options,
  );
});

test('a name in UTF-8 stays the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(nameOf(Buffer.from(text))).toBe(text);
      expect(isByteName(text)).toBe(false);
      expect(systemPath(text)).toBe(text);
    }),
    options,
  );
});

test.each([
  ['a\udcff', [0x61, 0xff]],
  ['\u{1f600}\udc80', [0xf0, 0x9f, 0x98, 0x80, 0x80]],
])('%j has the bytes %j', (name, bytes) => {
  expect([...(systemPath(name) as Buffer)]).toEqual(bytes);
});

test('the file with that name is read and hashed, not one whose name looks the same', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'byte names ')));
  try {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.of(0xff)]), 'this one');
    writeFileSync(`${folder}/a\ufffd`, 'another one');
    const path = `${folder}/a\udcff`;
    expect(readBytes(path)).toMatchObject({ ok: true, bytes: new TextEncoder().encode('this one') });
    expect(await hashFile(path)).toMatchObject({ ok: true, hash: machineHost.sha256('this one') });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('nothing is written to such a path, because Node would write to another one', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'byte names ')));
  try {
    const target = `${folder}/a\udcff`;
    const refused = { ok: false, message: 'its path is not UTF-8' };
    expect(await writeFileAtomic(target, 'x')).toEqual(refused);
    expect(await writeNewFile(target, Buffer.of(1))).toEqual(refused);
    expect(await makeFolder(target)).toEqual(refused);
    expect(await copyNewFile(`${folder}/b`, target)).toEqual(refused);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
