// CONFIG_HASH equals that of Python. The expected values are SHA-256 hashes of bytes written by hand, and the results of Python.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { closureHash, configHash } from '../../../src-shared/repro/hash/configHash';
import { isHash, shortHash } from '../../../src-shared/text/hashForm';
import { SEED } from '../../cases';
import { Chance, randomFrom } from '../../kyn/mutate';
import { nodeHost } from '../../nodeHost';
import { askPython } from '../../python/askPython';

const sha = (bytes: readonly number[]): string => createHash('sha256').update(Uint8Array.from(bytes)).digest('hex');
const A = 0x61;
const B = 0x62;
const LF = 0x0a;
const CR = 0x0d;

// [name, bytes of the file, bytes that are hashed]
const cases: readonly (readonly [name: string, file: readonly number[], hashed: readonly number[]])[] = [
  ['an empty file', [], []],
  ['LF', [A, LF, B, LF], [A, LF, B, LF]],
  ['CR LF', [A, CR, LF, B, CR, LF], [A, LF, B, LF]],
  ['CR alone', [A, CR, B, CR], [A, LF, B, LF]],
  ['CR, CR LF and LF mixed', [CR, CR, LF, LF, CR], [LF, LF, LF, LF]],
  ['CR at the end', [A, CR], [A, LF]],
  ['no line end at the end', [A], [A]],
  ['blanks at the ends of lines', [A, 0x20, 0x09, LF, 0x20], [A, 0x20, 0x09, LF, 0x20]],
  ['a byte order mark', [0xef, 0xbb, 0xbf, A], [0xef, 0xbb, 0xbf, A]],
  ['a byte order mark alone', [0xef, 0xbb, 0xbf], [0xef, 0xbb, 0xbf]],
  ['two byte order marks', [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf]],
  ['a byte order mark in the middle', [A, 0xef, 0xbb, 0xbf], [A, 0xef, 0xbb, 0xbf]],
  ['U+2028 and U+2029', [0xe2, 0x80, 0xa8, 0xe2, 0x80, 0xa9], [0xe2, 0x80, 0xa8, 0xe2, 0x80, 0xa9]],
  ['U+0085', [A, 0xc2, 0x85, B], [A, 0xc2, 0x85, B]],
  ['NUL', [A, 0x00, B], [A, 0x00, B]],
  ['form feed and vertical tab', [A, 0x0c, 0x0b, B], [A, 0x0c, 0x0b, B]],
  ['the separators of ASCII', [0x1c, 0x1d, 0x1e, 0x1f], [0x1c, 0x1d, 0x1e, 0x1f]],
  [
    'letters of two, three and four bytes',
    [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80],
    [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80],
  ],
  ['letters that could be composed', [0x65, 0xcc, 0x81], [0x65, 0xcc, 0x81]],
];

test.each(cases)('%s', (_, file, hashed) => {
  const text = nodeHost.decodeUtf8(Uint8Array.from(file));
  expect(text).toBeDefined();
  expect(configHash(text as string, nodeHost.sha256)).toBe(sha(hashed));
});

test('of an empty file it is the well-known digest', () => {
  expect(configHash('', nodeHost.sha256)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test.each([
  ['a byte that starts nothing', [A, 0xff]],
  ['Latin-1', [0x70, 0xe9]],
  ['an overlong form', [0xc0, 0x80]],
  ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
  ['a letter that is cut off', [0xe2, 0x82]],
  ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ['UTF-16', [0xff, 0xfe, A, 0x00]],
])('%s is not UTF-8', (_, file) => {
  expect(nodeHost.decodeUtf8(Uint8Array.from(file))).toBeUndefined();
});

describe('the closure hash', () => {
  const [h1, h2] = ['1'.repeat(64), '2'.repeat(64)] as const;
  const ascii = (text: string): number[] => [...text].map(c => c.charCodeAt(0));

  test('is the SHA-256 of the hashes, each with a line end', () => {
    expect(closureHash([h1, h2], nodeHost.sha256)).toBe(sha([...ascii(h1), LF, ...ascii(h2), LF]));
    expect(closureHash([h1], nodeHost.sha256)).toBe(sha([...ascii(h1), LF]));
  });

  test('depends on the order', () => {
    expect(closureHash([h1, h2], nodeHost.sha256)).not.toBe(closureHash([h2, h1], nodeHost.sha256));
  });
});

test('a hash is 64 lower-case hex digits, and its short form the first 12', () => {
  expect(shortHash('0123456789abcdef')).toBe('0123456789ab');
  expect(isHash('a'.repeat(64))).toBe(true);
  for (const text of ['a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), `${'a'.repeat(64)}\n`, 'g'.repeat(64), ''])
    expect(isHash(text), JSON.stringify(text)).toBe(false);
});

// Files of bytes that matter, and some of any bytes.
function randomFiles(count: number): number[][] {
  const chance = new Chance(randomFrom(SEED));
  const pieces = [
    [A],
    [LF],
    [CR],
    [CR, LF],
    [0x00],
    [0x0c],
    [0x20],
    [0xef, 0xbb, 0xbf],
    [0xc2, 0x85],
    [0xe2, 0x80, 0xa8],
    [0xf0, 0x9f, 0x98, 0x80],
    [0x1a],
    [0xff],
    [0xc3],
  ];
  return Array.from({ length: count }, (_, i) => {
    const length = chance.below(12);
    if (i % 20 === 0) return Array.from({ length: length * 20 }, () => chance.below(256));
    return Array.from({ length }, () => chance.of(pieces.slice(0, i % 3 === 0 ? pieces.length : -2))).flat();
  });
}

test('Python, which opens the files in text mode, says the same', context => {
  const folder = mkdtempSync(join(tmpdir(), 'config-hash-'));
  try {
    const files = randomFiles(400);
    for (const [i, bytes] of files.entries()) writeFileSync(join(folder, `${i}.kyn`), Uint8Array.from(bytes));
    const script = `
import hashlib, os
def config_hash(path):
    try:
        with open(path, encoding="utf-8") as file:
            return hashlib.sha256(file.read().encode("utf-8")).hexdigest()
    except UnicodeDecodeError:
        return None
output = [config_hash(os.path.join(input["folder"], f"{i}.kyn")) for i in range(input["count"])]`;
    const answers = askPython<(string | null)[]>(context, script, { folder, count: files.length });
    expect(answers.filter(a => a === null).length).toBeGreaterThan(10);
    expect(answers.filter(a => a !== null).length).toBeGreaterThan(200);
    for (const [i, bytes] of files.entries()) {
      const read = nodeHost.readBytes(join(folder, `${i}.kyn`));
      const text = read.ok ? nodeHost.decodeUtf8(read.bytes) : undefined;
      const ours = text === undefined ? null : configHash(text, nodeHost.sha256);
      expect(ours, `seed ${SEED}: bytes ${bytes}`).toBe(answers[i]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
