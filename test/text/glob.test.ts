// Glob patterns: what they match, as in VS Code.
import { describe, expect, test } from 'vitest';
import { compileGlob, compileGlobs, isGlob } from '../../src-shared/text/glob';
import { randomFrom } from '../kyn/mutate';

const matchesGlob = (pattern: string, path: string): boolean => compileGlob(pattern)(path);

test.each([
  // A pattern without a slash is compared with the file name.
  ['*.json', 'a/b/c.json', true],
  ['*.json', '.json', true],
  ['*.json', 'c.jsonl', false],
  ['  *.json ', 'c.json', true],
  ['a+(b).json', 'x/a+(b).json', true],
  ['a.json', 'abjson', false],
  ['a$', 'a', false],
  ['', 'a.json', false],
  ['  ', 'a.json', false],
  ['*', '.hidden', true],
  ['*', 'a/b', true],
  ['/a', 'a', false],
  ['./a', 'a', false],
  ['A', 'a', false],
  // `*` and `?` stay inside of a name.
  ['runs/?.json', 'runs/1.json', true],
  ['runs/?.json', 'runs/10.json', false],
  ['runs?a', 'runs/a', false],
  ['runs/*/a', 'runs/x/a', true],
  ['runs/*/a', 'runs/x/y/a', false],
  ['runs/*', 'runs/', true],
  ['*a*b*', 'xaybz', true],
  ['*a*b*', 'xbya', false],
  // `**` is any number of folders, also none; beside other characters it is `*`.
  ['**', 'a/b/c', true],
  ['**', 'a', true],
  ['**/', 'a/b', true],
  ['**/**', 'a/b', true],
  ['archive/**', 'archive/a/b.json', true],
  ['archive/**', 'archive', true],
  ['archive/**', 'archives', false],
  ['archive/**', 'archives/a', false],
  ['archive/**', 'other/archive/b.json', false],
  ['archive/**/**', 'archive/a', true],
  ['archive/', 'archive', true],
  ['archive/', 'archive/a', false],
  ['**/archive/*.json', 'archive/b.json', true],
  ['**/archive/*.json', 'x/y/archive/b.json', true],
  ['**/archive/*.json', 'x/archive/y/b.json', false],
  ['**/archive/*.json', 'xarchive/b.json', false],
  ['**/archive/**', 'x/archive/y/z', true],
  ['**/archive/**', 'archive', true],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/**/b', 'a/xb', false],
  ['a/**/b', 'ab', false],
  ['a/**/**/b', 'a/b', true],
  ['a/**.json', 'a/b.json', true],
  ['a/**.json', 'a/b/c.json', false],
  ['a/x**', 'a/xy/z', false],
  // Sets of characters.
  ['[ab].json', 'a.json', true],
  ['[ab].json', 'c.json', false],
  ['[ab].json', '[ab].json', false],
  ['v[0-9].json', 'v7.json', true],
  ['v[0-9].json', 'va.json', false],
  ['v[!0-9].json', 'va.json', true],
  ['v[!0-9].json', 'v7.json', false],
  ['v[^0-9].json', 'va.json', true],
  ['v[!0-9]a', 'v/a', false],
  ['v[+-9]a', 'v/a', false],
  ['v[+-9]a', 'v.a', true],
  ['[a-]', '-', true],
  ['[-a]', '-', true],
  ['[a-c-e]', 'd', false],
  ['[a-c-e]', '-', true],
  ['[]a]', ']', true],
  ['[!]', 'a', true],
  ['x/[a/b]', 'x/b', true],
  ['[*]', '*', true],
  ['[*]', 'a', false],
  ['[{]', '{', true],
  ['[.]', 'a', false],
  // Alternatives.
  ['*.{json,lock}', 'x/a.lock', true],
  ['*.{json,lock}', 'a.txt', false],
  ['{**/*.html,**/*.txt}', 'a/b.txt', true],
  ['{**/*.html,**/*.txt}', 'b.html', true],
  ['{a,b/c}/d', 'b/c/d', true],
  ['{a,b/c}/d', 'b/d', false],
  ['{a,{b,c}}.json', 'c.json', true],
  ['{a,{b,{c,d}e}}', 'de', true],
  ['{a,{b,{c,d}e}}', 'd', false],
  ['{a/**,b}/c', 'a/x/y/c', true],
  ['{a/**,b}/c', 'b/c', true],
  ['a/{**,b}/c', 'a/x/y/c', true],
  ['a{,b}', 'a', true],
  ['a{,b}', 'ab', true],
  ['a{b,}', 'a', false],
  ['a{}b', 'ab', true],
  ['{[,],a}', ',', true],
  ['{[}],a}', '}', true],
  // A leading `!` and a backslash have no special meaning.
  ['!a.json', 'a.json', false],
  ['!a.json', 'b.json', false],
  ['!a.json', '!a.json', true],
  ['a\\*', 'a\\b', true],
  // `?` is one UTF-16 unit, as in VS Code.
  ['?', '\u00e9', true],
  ['??', '\ud83d\ude00', true],
])('%s on %s: %s', (pattern, path, expected) => {
  expect(matchesGlob(pattern, path)).toBe(expected);
});

describe('an invalid pattern matches nothing', () => {
  test.each([
    '{a',
    '{a,b',
    'a}',
    '}',
    '[a',
    '[]',
    'a]',
    '[b-a]',
    '[!b-a]',
    '{[a}',
    '{a,[b-a]}',
    '{{a}',
    'a'.repeat(1001),
  ])('%s', pattern => {
    for (const path of [pattern, 'a', 'b', '', 'a]', '{a', `x/${pattern}`])
      expect(matchesGlob(pattern, path)).toBe(false);
  });
});

test('alternatives of alternatives take no more states than characters', () => {
  const pattern = `${'{a,b}'.repeat(199)}c`;
  expect(matchesGlob(pattern, `${'ab'.repeat(99)}ac`)).toBe(true);
  expect(matchesGlob(pattern, `${'ab'.repeat(99)}dc`)).toBe(false);
});

test('a compiled pattern gives each path its own result', () => {
  const glob = compileGlob('a*/**/b?.json');
  const paths = ['a/b1.json', 'a/b.json', '', 'ax/y/b2.json', 'a/b1.jsonl', 'a/b1.json'];
  expect(paths.map(glob)).toEqual([true, false, false, true, false, true]);
  const name = compileGlob('*');
  expect(['', 'a', ''].map(name)).toEqual([true, true, true]);
});

test('of a list, the first 100 patterns count', () => {
  const patterns = Array.from({ length: 101 }, (_, i) => `${i}.json`);
  const isIgnored = compileGlobs(patterns);
  expect(['0.json', 'x/99.json', '100.json'].map(isIgnored)).toEqual([true, true, false]);
  expect(compileGlobs([])('a')).toBe(false);
});

test('of a list, the first 2,000 characters count', () => {
  const isIgnored = compileGlobs(['a'.repeat(999), 'b'.repeat(999), 'cd', 'e', 'f']);
  expect(['a'.repeat(999), 'b'.repeat(999), 'cd', 'e', 'f'].map(isIgnored)).toEqual([true, true, true, false, false]);
});

test('what is kept from one path to the next changes no result, also where it is dropped in between', () => {
  // 1,800 states at once, so that what is kept is dropped every few characters.
  const patterns = [...Array.from({ length: 99 }, (_, i) => `*a${'?'.repeat(14)}b${i % 10}`), 'x/**/{c,dd}?'];
  const isMatch = compileGlobs(patterns);
  const random = randomFrom(7);
  const pick = (letters: string): string => letters.charAt(Math.floor(random() * letters.length));
  const paths = Array.from({ length: 60 }, (_, i) =>
    i % 4 === 0
      ? `x/${pick('ab')}/${pick('cd')}${pick('cd')}${pick('0/')}`
      : `${Array.from({ length: 40 }, () => pick('ab')).join('')}b${i % 12}`,
  );
  const found = paths.map(isMatch);
  expect(found).toEqual(paths.map(path => patterns.some(pattern => compileGlob(pattern)(path))));
  expect(new Set(found).size).toBe(2);
});

test.each(['{', 'a{b,', '{a}/', '['])('a pattern of many %j overflows no stack', part => {
  expect(isGlob(part.repeat(100_000))).toBe(true);
  const longest = part.repeat(1000 / part.length);
  expect(isGlob(longest)).toBe(part === '{a}/');
  expect(compileGlob(longest)('a')).toBe(false);
});
