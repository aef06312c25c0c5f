// The file that a path means if it differs only in case or Unicode form.
import { expect, test } from 'vitest';
import { similarPath } from '../../../src-shared/repro/files/similarPath';
import { hostOf } from '../memory';

const host = hostOf({ '/w/specs/Model.kyn': '', '/w/caf\u00e9/a.csv': '', '/w/x': '', '/w/X': '' });
const listed: string[] = [];
const find = (path: string) =>
  similarPath(
    folder => {
      listed.push(folder);
      return host.list(folder);
    },
    '/w',
    path,
  );

test('folders and the file may differ', () => {
  expect(find('/w/Specs/model.kyn')).toEqual({ path: '/w/specs/Model.kyn', difference: 'case' });
  expect(find('/w/cafe\u0301/a.csv')).toEqual({ path: '/w/caf\u00e9/a.csv', difference: 'unicode' });
  expect(find('/w/Cafe\u0301/A.csv')).toEqual({ path: '/w/caf\u00e9/a.csv', difference: 'both' });
});

test('an existing path and one with another name have none', () => {
  for (const path of ['/w/specs/Model.kyn', '/w/x', '/w/X', '/w/specs/modell.kyn', '/w', '/other/specs/model.kyn'])
    expect(find(path)).toBeUndefined();
});

test('only folders below the given one are listed, and not for a path without end', () => {
  listed.length = 0;
  find('/v/specs/model.kyn');
  find(`/w${'/x'.repeat(100)}`);
  expect(listed).toEqual([]);
  find('/w/nothing/b/c');
  expect(listed).toEqual(['/w']);
});

test('the names in a folder are read once, however many paths are searched in it', () => {
  let read = 0;
  const entries = Array.from({ length: 100 }, (_, i) => ({
    kind: 'file' as const,
    get name() {
      read++;
      return `Data${i}.csv`;
    },
  }));
  for (let i = 0; i < 100; i++)
    expect(similarPath(() => entries, '/w', `/w/data${i}.csv`)?.path).toBe(`/w/Data${i}.csv`);
  expect(read).toBe(100);
});
