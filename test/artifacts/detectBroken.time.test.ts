// A long text that cannot be read is searched for fields in linear time.
import { expect, test } from 'vitest';
import { OUTLINE_HEAD } from '../../src-shared/artifacts/fileFormat';
import { brokenKind } from './brokenKind';

test('a text that cannot be read is searched for fields in its first part only, in linear time', () => {
  const fields = '"dlm_sha256": "", "lock_version": 1';
  const at = (offset: number) => brokenKind('any.json', `{oops${' '.repeat(offset)}${fields}`);
  expect(at(OUTLINE_HEAD - fields.length - 5)).toBe('dlm-lock by content');
  expect(at(OUTLINE_HEAD)).toBeUndefined();
  for (const part of ['"', '"a"', '"a":', '"a"  ', '"a": "', '\\"', '{"a": 1, '])
    expect(brokenKind('any.json', `{oops${part.repeat(OUTLINE_HEAD / part.length)}`)).toBeUndefined();
});
