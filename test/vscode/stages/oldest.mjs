// Stage c: the installed package in the oldest VS Code that it supports and the registry has. Few tests: does it start, and is all there?
import path from 'node:path';
import { oldestHost } from '../../../scripts/installVscodeHost.mjs';
import { runInside } from '../inside.mjs';
import { withInstalled } from '../installed.mjs';

const tests = path.join(import.meta.dirname, '..', 'vsix', 'index.cjs');

/** Runs vsix/*.test.cjs; returns { passed, failed }. */
export function runOldestStage({ browser, grep }) {
  const host = oldestHost();
  console.log(`  VS Code ${host.version}`);
  return withInstalled(host, ({ env, ...options }) =>
    runInside(
      { host, browser },
      { ...options, tests, env: { ...env, KYNML_TEST_GREP: grep }, mayBeEmpty: grep !== '' },
    ),
  );
}
