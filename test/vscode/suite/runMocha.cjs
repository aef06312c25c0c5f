// Runs test files with mocha inside the extension host and prints what the runner outside of it reads: a line for each test and
// the result line. Mocha 11, because mocha 12 is an ES module, which older VS Code cannot require.
const fs = require('node:fs');
const path = require('node:path');
const Mocha = require('mocha');

const options = {
  ui: 'bdd',
  // A wait within a test ends with a message of its own long before this.
  timeout: 300_000,
  color: false,
  reporter: Reporter,
  // A skipped test, or one that runs alone, would hide others, so both are failures.
  forbidOnly: true,
  forbidPending: true,
};

/** Runs every *.test.cjs of some folders; rejects when a test failed or was not run, as VS Code expects of run(). */
exports.runFolders = folders => {
  const mocha = new Mocha(options);
  for (const folder of folders) {
    const names = fs.readdirSync(folder).filter(name => name.endsWith('.test.cjs'));
    for (const name of names.sort()) mocha.addFile(path.join(folder, name));
  }
  mocha.loadFiles();
  mocha.lazyLoadFiles(true);
  keepOnly(mocha.suite, process.env.KYNML_TEST_GREP ?? '');
  return new Promise((resolve, reject) => {
    const runner = mocha.run(failed => {
      const bad = failed + notRun(runner.suite).length;
      if (bad === 0) resolve();
      else reject(new Error(`${bad} failed`));
    });
  });
};

/** The name of a test or hook, which is printed and which GREP looks at: "file: describe it". */
const nameOf = one => `${path.basename(one.file ?? '', '.test.cjs')}: ${one.fullTitle()}`;

function keepOnly(suite, grep) {
  suite.tests = suite.tests.filter(test => nameOf(test).includes(grep));
  for (const child of suite.suites) keepOnly(child, grep);
}

/** Mocha does not run the tests after a hook that failed, and does not report them either. */
function notRun(suite) {
  const found = [];
  suite.eachTest(test => {
    if (test.state !== 'passed' && test.state !== 'failed') found.push(test);
  });
  return found;
}

function Reporter(runner) {
  const print = line => console.log(`[test] ${line}`);
  const count = { passed: 0, failed: 0 };
  runner.on('pass', test => {
    count.passed++;
    print(`ok   ${nameOf(test)} (${test.duration} ms)`);
  });
  runner.on('fail', (test, error) => {
    count.failed++;
    print(`FAIL ${nameOf(test)}\n${error.stack ?? error.message}`);
  });
  runner.on('end', () => {
    for (const test of notRun(runner.suite)) {
      count.failed++;
      print(`FAIL ${nameOf(test)}\n     not run: a hook before it failed`);
    }
    console.log(`[test-result] ${JSON.stringify(count)}`);
    if (process.env.KYNML_TEST_RESULT) fs.writeFileSync(process.env.KYNML_TEST_RESULT, JSON.stringify(count));
  });
}
