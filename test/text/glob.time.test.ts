// How long it takes to match glob patterns.
import { describe, expect, test } from 'vitest';
import { compileGlob, compileGlobs } from '../../src-shared/text/glob';
import { stopwatch } from '../stopwatch';

const matchesGlob = (pattern: string, path: string): boolean => compileGlob(pattern)(path);

describe('time grows in proportion to the length of the path', () => {
  const deep = 'a/'.repeat(5000);
  const long = 'a'.repeat(10_000);
  const nested = `${'{a,'.repeat(300)}b${'}'.repeat(300)}*c`;
  test.each([
    ['folders repeated', `${'**/'.repeat(12)}zzz.json`, deep],
    ['folders and names in turn', `${'**/a/'.repeat(12)}zzz.json`, deep],
    ['stars and letters in turn', `${'*a'.repeat(12)}*b.json`, long],
    ['many stars and letters in turn', `${'*a'.repeat(40)}*b`, long],
    ['stars and question marks in turn', `${'?*'.repeat(14)}b`, long],
    ['stars in a row', `${'*'.repeat(900)}b`, long],
    ['alternatives that overlap', `${'{a,aa,aaa}'.repeat(12)}b`, long],
    ['alternatives with stars', `${'{*a,a*,*}'.repeat(6)}b`, long],
    ['alternatives with folders', `${'{**/a,a/**}/'.repeat(8)}b`, deep],
    ['alternatives nested 300 deep', nested, long],
    ['sets that overlap', `${'[!b]*'.repeat(15)}b`, long],
  ])('%s', { timeout: 60_000, retry: 2 }, (_, pattern, path) => {
    const time = (length: number): number => {
      const subject = path.slice(0, length);
      const runs = Array.from({ length: 3 }, () => {
        const elapsed = stopwatch();
        expect(matchesGlob(pattern, subject)).toBe(false);
        return elapsed();
      });
      return Math.min(...runs);
    };
    time(300);
    // A few milliseconds more or less are noise of the machine.
    const short = time(300);
    expect(time(3000)).toBeLessThan(15 * short + 20);
  });

  describe('the largest lists take no more than seconds for thousands of files', () => {
    const letters = (seed: number): string =>
      Array.from({ length: 100 }, (_, i) => ((seed * 7919 + i * i * 31) % 13 < 6 ? 'a' : 'b')).join('');
    const alike = (i: number): string => 'a'.repeat(100) + i;
    const inTurn = Array.from({ length: 100 }, (_, i) => `${'*a'.repeat(490)}b${i}`);
    const anywhere = Array.from({ length: 100 }, (_, i) => `*a${'?'.repeat(14)}b${i}`);
    const timeOf = (patterns: readonly string[], nameOf: (i: number) => string): number => {
      const isMatch = compileGlobs(patterns);
      const elapsed = stopwatch();
      const found = Array.from({ length: 2000 }, (_, i) => `runs/${nameOf(i)}.json`).filter(isMatch);
      expect(found).toEqual([]);
      return elapsed();
    };

    test.each([
      ['stars and letters in turn', inTurn],
      ['a letter at any place', anywhere],
    ])('%s', (_, patterns) => {
      expect(timeOf(patterns, letters)).toBeLessThan(10_000);
    });

    test('names with the same beginning cost a look-up for each character', () => {
      expect(10 * timeOf(anywhere, alike)).toBeLessThan(timeOf(anywhere, letters));
    });
  });

  test('the longest pattern takes no more than seconds on the longest path', () => {
    const elapsed = stopwatch();
    expect(matchesGlob(`${'*a'.repeat(499)}b`, 'a'.repeat(4096))).toBe(false);
    expect(matchesGlob(`${'{*a,a*}'.repeat(142)}b`, 'a'.repeat(4096))).toBe(false);
    expect(elapsed()).toBeLessThan(10_000);
  });
});
