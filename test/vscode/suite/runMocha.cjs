// Runs test files with mocha inside the extension host and prints what the runner outside of it reads: a line for each test and
// the result line. Mocha 11, because mocha 12 is an ES module, which older VS Code cannot require.
const fs = require('node:fs');
const path = require('node:path');
const Mocha = require('mocha');

const options = {
  ui: 'bdd',
  timeout: 30_000,
  color: false,
  reporter: Reporter,
  // A skipped test, or one that runs alone, would hide others, so both are failures.
  forbidOnly: true,
  forbidPending: true,
};

/** Runs every *.test.cjs of a folder; rejects when a test failed, as VS Code expects of run(). */
exports.runFolder = folder => {
  const mocha = new Mocha(options);
  if (process.env.KYNML_TEST_GREP) mocha.fgrep(process.env.KYNML_TEST_GREP);
  const names = fs.readdirSync(folder).filter(name => name.endsWith('.test.cjs'));
  for (const name of names.sort()) mocha.addFile(path.join(folder, name));
  return new Promise((resolve, reject) => {
    mocha.run(failed => (failed === 0 ? resolve() : reject(new Error(`${failed} failed`))));
  });
};

function Reporter(runner) {
  const say = line => console.log(`[test] ${line}`);
  const count = { passed: 0, failed: 0 };
  runner.on('pass', test => {
    count.passed++;
    say(`ok   ${test.fullTitle()} (${test.duration} ms)`);
  });
  runner.on('fail', (test, error) => {
    count.failed++;
    say(`FAIL ${test.fullTitle()}\n${error.stack ?? error.message}`);
  });
  runner.on('end', () => {
    console.log(`[test-result] ${JSON.stringify(count)}`);
    if (process.env.KYNML_TEST_RESULT) fs.writeFileSync(process.env.KYNML_TEST_RESULT, JSON.stringify(count));
  });
}
