// Names that differ only in case or Unicode form.
import { expect, test } from 'vitest';
import { nameDifference } from '../../src-shared/text/nameForm';

test.each([
  ['a.kyn', 'a.kyn', undefined],
  ['a.kyn', 'b.kyn', undefined],
  ['Model.kyn', 'model.kyn', 'case'],
  ['caf\u00e9', 'cafe\u0301', 'unicode'],
  ['Caf\u00e9', 'cafe\u0301', 'both'],
  ['cafe', 'caf\u00e9', undefined],
  ['\u00c5', '\u00e5', 'case'],
  ['\u212b', '\u00c5', 'unicode'],
])('%j and %j', (a, b, difference) => {
  expect(nameDifference(a, b)).toBe(difference);
});
