// Patterns for paths.
import { expect, test } from 'vitest';
import { matchesGlob } from '../../src-shared/text/glob';

test.each([
  ['*.json', 'a/b/c.json', true],
  ['*.json', 'c.jsonl', false],
  ['archive/**', 'archive/a/b.json', true],
  ['archive/**', 'other/archive/b.json', false],
  ['**/archive/*.json', 'archive/b.json', true],
  ['**/archive/*.json', 'x/y/archive/b.json', true],
  ['**/archive/*.json', 'x/archive/y/b.json', false],
  ['runs/?.json', 'runs/1.json', true],
  ['runs/?.json', 'runs/10.json', false],
  ['a+(b).json', 'x/a+(b).json', true],
  ['a.json', 'abjson', false],
  ['[ab].json', 'a.json', false],
  ['', 'a.json', false],
])('%s on %s: %s', (pattern, path, expected) => {
  expect(matchesGlob(pattern, path)).toBe(expected);
});
