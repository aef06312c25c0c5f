// Which files an event affects, and what it costs to find them.
import { expect, test } from 'vitest';
import { DependencyMap } from '../../server/src/lsp/diagnostics/dependencyMap';
import { dirname } from '../../src-shared/host/paths';
import { caseCount, repeatWith, SEED } from '../cases';
import { Chance, randomFrom } from '../kyn/mutate';

const affected = (map: DependencyMap, ...paths: string[]): string[] => [...map.dependentsOf(paths)].sort();

test('a path affects the files that depend on it, or on something in it', () => {
  const map = new DependencyMap();
  map.set('/w/a', ['/w/a', '/w/lib/x/net', '/out/net']);
  map.set('/w/b', ['/w/b', '/w/lib/y']);
  expect(affected(map, '/w/lib/x/net')).toEqual(['/w/a']);
  expect(affected(map, '/w/lib')).toEqual(['/w/a', '/w/b']);
  expect(affected(map, '/')).toEqual(['/w/a', '/w/b']);
  expect(affected(map, '/out', '/w/b')).toEqual(['/w/a', '/w/b']);
  for (const other of ['/w/li', '/w/lib/x/net/deeper', '/w/lib/x/nets', '/other']) {
    expect(affected(map, other)).toEqual([]);
    expect(map.has(other)).toBe(false);
  }
});

test('a name that differs only in case or Unicode form counts, because a suggestion may depend on it', () => {
  const map = new DependencyMap();
  map.set('/w/a', ['/w/Lib/\u00fc.kyn']);
  expect(affected(map, '/w/lib/u\u0308.KYN')).toEqual(['/w/a']);
});

test('a file that is removed or set again leaves nothing behind', () => {
  const map = new DependencyMap();
  map.set('/w/a', ['/w/x/y', '/w/z']);
  map.set('/w/b', ['/w/x']);
  map.set('/w/a', ['/w/z']);
  expect(affected(map, '/w/x/y')).toEqual([]);
  expect(affected(map, '/w')).toEqual(['/w/a', '/w/b']);
  map.delete('/w/a');
  map.delete('/w/b');
  map.delete('/w/none');
  expect(map.owners()).toEqual([]);
  for (const path of ['/w/x/y', '/w/x', '/w/z', '/w', '/']) expect(map.has(path)).toBe(false);
});

test(`random maps find what a search of all paths finds (${repeatWith()})`, () => {
  const chance = new Chance(randomFrom(SEED));
  const path = (): string =>
    Array.from({ length: 1 + chance.below(3) }, () => `/${chance.of(['a', 'b', 'c'])}`).join('');
  for (let i = 0; i < caseCount(300); i++) {
    const map = new DependencyMap();
    const plain = new Map<string, readonly string[]>();
    for (let step = 0; step < 30; step++) {
      const owner = chance.of(['/1', '/2', '/3']);
      const paths = Array.from({ length: chance.below(4) }, path);
      if (chance.below(3) === 0) {
        map.delete(owner);
        plain.delete(owner);
      } else {
        map.set(owner, paths);
        plain.set(owner, paths);
      }
      const event = chance.below(9) === 0 ? dirname(path()) : path();
      const isIn = (at: string): boolean => event === '/' || at === event || at.startsWith(`${event}/`);
      const expected = [...plain].filter(([, all]) => all.some(isIn)).map(([name]) => name);
      expect(affected(map, event)).toEqual(expected.sort());
      expect(map.has(event)).toBe(expected.length > 0);
    }
  }
});
