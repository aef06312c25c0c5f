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
