// The text of a new spec has no findings, so that a new user starts without problems.
import { expect, it } from 'vitest';
import { specTemplate } from '../../../client/src/spec/specTemplate';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';

it('passes every check', () => {
  expect(analyze({ tree: parse(specTemplate) }).diagnostics).toEqual([]);
});
