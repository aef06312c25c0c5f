// The report of the unit tests, as the JSON reporter of Vitest writes it, and what the outputs of all stages have in common.
import { stripVTControlCharacters } from 'node:util';

/**
 * Counts the tests of a report. `notRun` has the reason of each test that test/notRun.ts ended. A test that was skipped without
 * a reason counts as failed, and so does a file that could not be loaded.
 */
export function countTests({ numPassedTests, numTotalTests, numFailedTestSuites, testResults }) {
  const tests = testResults.flatMap(file => file.assertionResults);
  const notRun = tests.flatMap(({ status, meta }) =>
    (status === 'skipped' || status === 'pending') && meta?.notRun ? [meta.notRun] : [],
  );
  const failed = numTotalTests - numPassedTests - notRun.length;
  return { passed: numPassedTests, failed: failed || numFailedTestSuites, notRun };
}

/** One line for each reason why tests did not run, with their number. */
export function reasonLines(notRun) {
  const counts = new Map();
  for (const reason of notRun) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} not run: ${reason}`);
}

/** The reasons in an output that has such lines, one for each test. */
export const reasonsIn = text =>
  [...text.matchAll(/^(\d+) not run: (.*)$/gm)].flatMap(([, count, reason]) => Array(Number(count)).fill(reason));

const FAILURES_SHOWN = 20;
const WIDTH = 300;
const FAILURE = /^[ \u23af]*(FAIL |flaky: |Unhandled (Rejection|Error) |This error originated in )/;

/** The lines of an output that name what failed, each with the line after it, to be read at the end of a long output. */
export function failureLines(text) {
  const lines = stripVTControlCharacters(text).split('\n');
  const found = lines.flatMap((line, at) => (FAILURE.test(line) ? [at] : []));
  return found.slice(0, FAILURES_SHOWN).flatMap(at => lines.slice(at, at + 2).map(line => line.slice(0, WIDTH)));
}
