// The origin of a run: a current spec, an older version in git, or unknown.

import { describe, expect, test } from 'vitest';
import { utcClock } from '../../src-shared/protocol/clock';
import {
  type FindVersion,
  type HashedSpec,
  originText,
  possibleSpecs,
  runOrigin,
  specsByHash,
} from '../../src-shared/runs/runOrigin';

const SPECS: readonly HashedSpec[] = [
  ['/w/b/a.kyn', 'one'],
  ['/w/a.kyn', 'one'],
  ['/w/broken.kyn', undefined],
  ['/w/b.kyn', 'importing'],
  ['/w/c.kyn', 'two'],
];
const OLDER = { path: 'c.kyn', commit: '0123456789abcdef', date: '2026-04-18T17:30:00Z' };
const UNDATED = { path: 'c.kyn', commit: OLDER.commit };
const findVersion: FindVersion = hash => ({ older: OLDER, undated: UNDATED })[hash];
const originOf = (hash: string | undefined) => runOrigin(hash, specsByHash(SPECS), findVersion);

test('the first of several specs with the same text is the origin', () => {
  expect(originOf('one')).toEqual({ state: 'current', path: '/w/b/a.kyn' });
});

test('a hash that no spec has is searched in git', () => {
  expect(originOf('older')).toEqual({ state: 'stale', ...OLDER });
  expect(originOf('never')).toEqual({ state: 'unknown' });
});

test('a run without a hash has an unknown origin, also next to a spec without a hash', () => {
  expect(originOf(undefined)).toEqual({ state: 'unknown' });
});

describe('possible specs', () => {
  test('are all specs with the hash, sorted', () => {
    expect(possibleSpecs('one', SPECS, findVersion)).toEqual(['/w/a.kyn', '/w/b/a.kyn']);
  });

  test('are the specs at the path of the older version when no spec has the hash', () => {
    expect(possibleSpecs('older', SPECS, findVersion)).toEqual(['/w/c.kyn']);
    expect(possibleSpecs('never', SPECS, findVersion)).toEqual([]);
  });
});

test.each([
  ['one', 'the current version of a.kyn'],
  ['importing', 'the current version of b.kyn, whose imports were not compared'],
  ['older', 'an older version of c.kyn (commit 01234567, 2026-04-18)'],
  ['undated', 'an older version of c.kyn (commit 01234567)'],
  [undefined, 'an unknown spec or version'],
])('the text of the origin of %s', (hash, text) => {
  const label = (path: string): string => path.split('/').at(-1) ?? '';
  expect(originText(originOf(hash), { label, day: utcClock.day, hasImports: path => label(path) === 'b.kyn' })).toBe(
    text,
  );
});
