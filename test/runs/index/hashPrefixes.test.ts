// CONFIG_HASHes by their beginning.
import { expect, test } from 'vitest';
import { HashPrefixes } from '../../../src-shared/runs/index/hashPrefixes';

const start = '13e9f1e1db50';
const [a, b, other] = [start + 'a'.repeat(52), start + 'b'.repeat(52), 'c'.repeat(64)];

test('hashes are found by 12 digits or more, each once', () => {
  const hashes = new HashPrefixes(() => [[a], [b], [a], [other]]);
  expect(hashes.startingWith(start)).toEqual([a, b]);
  expect(hashes.startingWith(`${start}b`)).toEqual([b]);
  expect(hashes.startingWith(a)).toEqual([a]);
  expect(hashes.startingWith(`${start}c`)).toEqual([]);
  expect(hashes.startingWith(start.slice(0, 11))).toEqual([]);
});

test('what is not a hash is not found', () => {
  const hashes = new HashPrefixes(() => [[undefined], [start], [a.toUpperCase()]]);
  expect(hashes.startingWith(start)).toEqual([]);
});

test('a hash has the paths of all its specs', () => {
  const hashes = new HashPrefixes(() => [[a, '/a.kyn'], [a, '/b.kyn'], [b]]);
  expect(hashes.pathsOf(a)).toEqual(['/a.kyn', '/b.kyn']);
  expect(hashes.pathsOf(b)).toEqual([]);
  expect(hashes.pathsOf(other)).toEqual([]);
});

test('the source is read once after each change', () => {
  let reads = 0;
  const hashes = new HashPrefixes(() => {
    reads++;
    return [[reads === 1 ? a : b]];
  });
  expect(reads).toBe(0);
  hashes.startingWith(start);
  expect([hashes.startingWith(start), reads]).toEqual([[a], 1]);
  hashes.changed();
  expect([hashes.startingWith(start), hashes.pathsOf(a), reads]).toEqual([[b], [], 2]);
});
