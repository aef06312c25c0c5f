// Stage a: the tests inside the extension host, with the whole API of VS Code, each part on a fresh copy of the example. The suite uses the installed package;
// tests that answer questions need the extension under development.
import path from 'node:path';
import { temporaryFolder } from '../../../scripts/atOurEnd.mjs';
import { runInside } from '../inside.mjs';
import { withInstalled } from '../installed.mjs';
import { awkwardName } from '../workspace.mjs';

const here = path.join(import.meta.dirname, '..');

/** Runs the *.test.cjs of test/vscode/vsix, suite and answered; returns { passed, failed }. */
export async function runExtensionHostStage({ host, browser, grep }) {
  // The stores of DLM are in a folder of the run, never in the home folder of the user.
  const store = temporaryFolder('dlm');
  const run = (tests, { env, ...options }) => {
    const all = { ...env, KYNML_TEST_GREP: grep, DLM_HOME: store.folder };
    return runInside(
      { host, browser },
      { ...options, name: awkwardName, tests: path.join(here, tests), env: all, mayBeEmpty: grep !== '' },
    );
  };
  try {
    const suite = await withInstalled(host, installed => run('vsix/withSuite.cjs', installed));
    const answered = await run('answered/index.cjs', { env: {} });
    return { passed: suite.passed + answered.passed, failed: suite.failed + answered.failed };
  } finally {
    store.remove();
  }
}
