// No test is left out, except where an optional tool is missing, and then test/notRun.ts prints why.
import { expect, test } from 'vitest';
import { codeFiles, textOf } from './files';

const SKIPS =
  /\b(test|it|describe|suite|context|this|ctx|t)\.(skip|skipIf|runIf|todo|only|fails)\b|\b[xf](it|describe)\(/;

const ALLOWED = ['test/notRun.ts', 'test/tidy/skips.test.ts'];

test('no test is skipped or run alone', () => {
  const wrong = codeFiles.filter(
    path => path.startsWith('test/') && !ALLOWED.includes(path) && SKIPS.test(textOf(path)),
  );
  expect(wrong).toEqual([]);
});

test.each(['test.skip(', 'it.only(', 'context.skip()', 'this.skip()', 'xit(', 'describe.todo('])(
  '%s is found',
  text => {
    expect(text).toMatch(SKIPS);
  },
);
