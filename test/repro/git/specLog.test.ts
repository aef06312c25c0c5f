// What git prints about commits.
import { expect, test } from 'vitest';
import { parseLog } from '../../../src-shared/repro/git/specLog';

const BLOB = 'b'.repeat(40);
const change = (path: string) => `\0\n:100644 100644 ${'a'.repeat(40)} ${BLOB} M\0${path}`;

test('a commit without a valid date has none, and not that of the commit before it', () => {
  const log = `\u0001c1 2026-04-18T10:00:00Z Ann${change('a.kyn')}\0\u0001c2  Ann${change('b.kyn')}\0\u0001c3 ${change('c.kyn')}\0\u0001c4 %cI Ann${change('d.kyn')}\0`;
  expect(parseLog(log).versions.map(({ commit, date, path }) => [commit, date, path])).toEqual([
    ['c1', '2026-04-18T10:00:00Z', 'a.kyn'],
    ['c2', undefined, 'b.kyn'],
    ['c3', undefined, 'c.kyn'],
    ['c4', undefined, 'd.kyn'],
  ]);
});
