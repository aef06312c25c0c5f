// How npm test counts the unit tests.
import { expect, test } from 'vitest';

interface Script {
  countTests(report: object): { readonly passed: number; readonly failed: number; readonly notRun: readonly string[] };
  failureLines(text: string): readonly string[];
  reasonLines(notRun: readonly string[]): readonly string[];
  reasonsIn(text: string): readonly string[];
}
const { countTests, failureLines, reasonLines, reasonsIn }: Script = await import(
  new URL('../../scripts/unitReport.mjs', import.meta.url).href
);

const PASSED = { status: 'passed', meta: {} };
const FAILED = { status: 'failed', meta: {} };
const SKIPPED = { status: 'skipped', meta: {} };
const NOT_RUN = { status: 'skipped', meta: { notRun: 'no python3' } };

const report = (tests: readonly { status: string }[], numFailedTestSuites = 0) => ({
  numPassedTests: tests.filter(t => t.status === 'passed').length,
  numTotalTests: tests.length,
  numFailedTestSuites,
  testResults: tests.map(t => ({ assertionResults: [t] })),
});

test('a test that did not run is neither passed nor failed', () => {
  expect(countTests(report([PASSED, NOT_RUN, PASSED]))).toEqual({ passed: 2, failed: 0, notRun: ['no python3'] });
});

test('a test that was skipped without a reason failed', () => {
  expect(countTests(report([PASSED, SKIPPED, FAILED, NOT_RUN]))).toMatchObject({ passed: 1, failed: 2 });
});

test('a file that could not be loaded failed', () => {
  expect(countTests(report([PASSED, NOT_RUN], 1))).toMatchObject({ passed: 1, failed: 1 });
});

test('each reason is one line', () => {
  expect(reasonLines(['no python3', 'no git', 'no python3'])).toEqual(['2 not run: no python3', '1 not run: no git']);
});

test('the reasons of another stage are read from its output', () => {
  const reasons = ['no python3', 'no python3', 'no torch: 1 not run: x'];
  expect(reasonsIn(`ok 1\n\n${reasonLines(reasons).join('\n\n')}\n\n3 passed, 0 failed\n`)).toEqual(reasons);
  expect(reasonsIn('  3 not run: indented\n3 passed, 0 failed\n')).toEqual([]);
});

test('failures are found in an output with colours, each with the line after it', () => {
  const text =
    'ok a\n\u001b[31m FAIL \u001b[0m unit b\nError: one\nat x\n  FAIL c: d\n       not run\nflaky: e failed\n';
  expect(failureLines(text)).toEqual([
    ' FAIL  unit b',
    'Error: one',
    '  FAIL c: d',
    '       not run',
    'flaky: e failed',
    '',
  ]);
  expect(failureLines('FAIL x\ny\n'.repeat(100))).toHaveLength(40);
});

test('an error outside of the tests is found with the file that it comes from', () => {
  const text =
    'ok\n⎯⎯⎯⎯ Unhandled Rejection ⎯⎯⎯⎯⎯\nError: x\n at y\n\nThis error originated in "a.test.ts" test file.\nmore\n';
  expect(failureLines(text)).toEqual([
    '⎯⎯⎯⎯ Unhandled Rejection ⎯⎯⎯⎯⎯',
    'Error: x',
    'This error originated in "a.test.ts" test file.',
    'more',
  ]);
});
