// The report of the unit tests, as the JSON reporter of Vitest writes it.

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
