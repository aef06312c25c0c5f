// The texts of a package: SHA256SUMS, evidence.json, README.md, and the paths that can be in one.
import { describe, expect, test } from 'vitest';
import { checksumsText, readChecksums } from '../../src-shared/evidence/checksums';
import type { EvidencePart } from '../../src-shared/evidence/evidence';
import { indexText, readIndex } from '../../src-shared/evidence/packageIndex';
import { isPackagePath } from '../../src-shared/evidence/packagePath';
import { readmeText } from '../../src-shared/evidence/readme';
import { secretPlaces } from '../../src-shared/evidence/secretPlaces';
import { evidenceOf } from './evidenceOf';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];

describe('SHA256SUMS', () => {
  test('is sorted by path, and read as it was written', () => {
    const text = checksumsText([
      { path: 'b/x y.txt', hash: b },
      { path: 'B.txt', hash: a },
    ]);
    expect(text).toBe(`${a}  B.txt\n${b}  b/x y.txt\n`);
    expect(readChecksums(text)).toEqual([
      { path: 'B.txt', hash: a },
      { path: 'b/x y.txt', hash: b },
    ]);
  });

  test.each([
    ['', 'SHA256SUMS is empty or has no end.'],
    [`${a}  x`, 'SHA256SUMS is empty or has no end.'],
    [`${a} *x\n`, 'Line 1 of SHA256SUMS is not a checksum.'],
    [`${a}  x\n${'A'.repeat(64)}  y\n`, 'Line 2 of SHA256SUMS is not a checksum.'],
    [`${a}  ../x\n`, 'Line 1 of SHA256SUMS names a path that no package has.'],
    [`${a}  /x\n`, 'Line 1 of SHA256SUMS names a path that no package has.'],
    [`${a}  x\n${b}  x\n`, 'Line 2 of SHA256SUMS names a file twice, or a file that has no checksum.'],
    [`${a}  SHA256SUMS\n`, 'Line 1 of SHA256SUMS names a file twice, or a file that has no checksum.'],
  ])('%j is not one', (text, problem) => {
    expect(readChecksums(text)).toBe(problem);
  });
});

test.each(['', '.', '..', 'a/../b', '/a', 'a/', 'a//b', 'a\\b', 'a\nb', 'C:/x', 'a ', 'a.', '\ud800'])(
  '%j is not the path of a file of a package',
  path => expect(isPackagePath(path)).toBe(false),
);

test.each(['a', 'a/b c/d.kyn', '.hidden', 'größe/x..y'])('%j is the path of a file of a package', path =>
  expect(isPackagePath(path)).toBe(true),
);

describe('evidence.json', () => {
  test('is read as it was written', () => {
    expect(readIndex(indexText(evidenceOf({ entry: 3 })))).toEqual({
      configHash: 'a'.repeat(64),
      dataHash: 'd'.repeat(64),
      entry: 3,
      verdict: 'confirmed',
      parts: [
        { role: 'run', path: 'run/run_manifest.json' },
        { role: 'script', path: 'script/train.py' },
        { role: 'spec', path: 'spec/my spec.kyn' },
      ],
    });
  });

  test.each([
    [/kyn-evidence/, 'other'],
    [/"version": 1/, '"version": 2'],
    [/"role": "run"/, '"role": 1'],
    [/"entry": null/, '"entry": "x"'],
  ])('with %s as %s is not read', (from, to) => {
    expect(readIndex(indexText(evidenceOf()))).toBeDefined();
    expect(readIndex(indexText(evidenceOf()).replace(from, to))).toBeUndefined();
  });
});

test('the README escapes what comes from files', () => {
  const text = readmeText(evidenceOf({ missing: [{ what: 'The lock', reason: '<b>[x](y)' }] }), '1 confirmed');
  expect(text).toContain('- The lock: \\<b\\>\\[x\\](y)\n');
  expect(text).toContain('- `spec/my spec.kyn`: The spec.\n');
});

test('the README counts many files of one kind', () => {
  const files = (count: number, folder = 'run'): EvidencePart[] =>
    Array.from({ length: count }, (_, i) => {
      return { role: 'run', path: `${folder}/x/${i}`, description: 'As it was written.', content: '' };
    });
  const linesOf = (parts: readonly EvidencePart[]): string[] =>
    readmeText(evidenceOf({ parts }), '')
      .split('\n')
      .filter(line => line.includes('As it was written.'));
  expect(linesOf([...files(6), ...files(2, 'data')])).toEqual([
    '- `data/x/0`: As it was written.',
    '- `data/x/1`: As it was written.',
    '- `run/`, 6 files: As it was written.',
  ]);
  expect(linesOf(files(5))).toHaveLength(5);
});

test('a secret is found by its form, and by its name in the tree of a JSON file', () => {
  const key = `hf_${'aB3dE5fG7h'.repeat(3)}J9kL`;
  const found = secretPlaces(
    [
      { path: 'a.txt', content: `one\ntwo ${key}\n` },
      { path: 'b.json', content: '{\n  "password": {\n    "value": "tr0ub4dor&3xyz"\n  }\n}' },
      { path: 'c.bin', content: new Uint8Array([0xff]) },
      { path: `d/${key}`, content: '' },
      { path: 'e.json', content: '{"x": "plain"}' },
    ],
    bytes => (bytes[0] === 0xff ? undefined : ''),
  );
  expect(found.map(({ path, at }) => ({ path, at }))).toEqual([
    { path: 'a.txt', at: 8 },
    { path: 'b.json', at: 31 },
    { path: `d/${key}`, at: 0 },
  ]);
});
