// The text of a new spec: nothing in it is reported, so that a newcomer starts from a clean list of problems.
import { expect, it } from 'vitest';
import { specTemplate } from '../../client/src/spec/specTemplate';
import { analyze } from '../../src-shared/kyn/analyze';
import { parse } from '../../src-shared/kyn/syntax/parse';

it('passes every check', () => {
  expect(analyze({ tree: parse(specTemplate) }).diagnostics).toEqual([]);
});
