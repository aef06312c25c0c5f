// Stage a: the suite that runs inside the extension host, with the whole API of VS Code, on a fresh copy of the example.
import path from 'node:path';
import { runInside } from '../inside.mjs';
import { awkwardName } from '../workspace.mjs';

/** Runs test/vscode/suite/*.test.cjs; gives { passed, failed }. */
export function runExtensionHostStage({ host, browser, grep }) {
  const tests = path.join(import.meta.dirname, '..', 'suite', 'index.cjs');
  return runInside(
    { host, browser },
    { name: awkwardName, tests, env: { KYNML_TEST_GREP: grep }, mayBeEmpty: grep !== '' },
  );
}
