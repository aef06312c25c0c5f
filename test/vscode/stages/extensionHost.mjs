// Stage a: the suite that runs inside the extension host, with the whole API of VS Code, on a fresh copy of the example.
import path from 'node:path';
import { temporaryFolder } from '../../../scripts/atOurEnd.mjs';
import { runInside } from '../inside.mjs';
import { awkwardName } from '../workspace.mjs';

/** Runs test/vscode/suite/*.test.cjs; returns { passed, failed }. */
export async function runExtensionHostStage({ host, browser, grep }) {
  // The stores of DLM are in a folder of the run, never in the home folder of the user.
  const store = temporaryFolder('dlm');
  const tests = path.join(import.meta.dirname, '..', 'suite', 'index.cjs');
  try {
    const env = { KYNML_TEST_GREP: grep, DLM_HOME: store.folder };
    return await runInside({ host, browser }, { name: awkwardName, tests, env, mayBeEmpty: grep !== '' });
  } finally {
    store.remove();
  }
}
