// npm run test:electron: the suite of the extension host in desktop VS Code, for machines that can download it or have it.
// VSCODE_EXECUTABLE names an installed VS Code (nothing is downloaded then), VSCODE_VERSION a version to download (default:
// stable), GREP filters. A machine without a screen needs one: xvfb-run -a npm run test:electron
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { temporaryFolder } from '../../scripts/atOurEnd.mjs';
import { buildExtension, Halt, main, root } from '../../scripts/project.mjs';
import { quietSettings } from '../../scripts/vscodeHost/quietSettings.mjs';
import { testSettings } from './testSettings.mjs';
import { awkwardName, freshWorkspace } from './workspace.mjs';

const suite = path.join(import.meta.dirname, 'suite', 'index.cjs');

await main(async () => {
  const executable = process.env.VSCODE_EXECUTABLE ?? (await download(process.env.VSCODE_VERSION ?? 'stable'));
  buildExtension();
  const workspace = freshWorkspace({ name: awkwardName });
  return runSuite(executable, { folder: workspace.folder, userData: temporaryFolder('vscode').folder });
});

async function download(version) {
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: path.join(root, '.vscode-test') });
  } catch (error) {
    throw new Halt(
      `Desktop VS Code (${version}) could not be downloaded: ${error.message}\n` +
        'Set VSCODE_EXECUTABLE to an installed one, or run the same suite without a download: npm run test:vscode',
    );
  }
}

async function runSuite(executable, { folder, userData }) {
  const settings = { ...quietSettings, ...testSettings, 'security.workspace.trust.enabled': false };
  mkdirSync(path.join(userData, 'User'));
  writeFileSync(path.join(userData, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  const resultFile = path.join(userData, 'result.json');
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    extensionTestsEnv: {
      KYNML_TEST_GREP: process.env.GREP ?? '',
      KYNML_TEST_RESULT: resultFile,
      DLM_HOME: temporaryFolder('dlm').folder,
    },
    launchArgs: [folder, '--user-data-dir', userData, '--disable-extensions', '--disable-gpu'],
  }).catch(error => console.error(error.message));
  return report(resultFile);
}

/** The suite writes its counts to a file: without the file it did not run, whatever the exit code of VS Code is. */
function report(resultFile) {
  if (!existsSync(resultFile))
    throw new Halt('VS Code ended without a result: the suite did not load, or the extension host died.');
  const { passed, failed } = JSON.parse(readFileSync(resultFile, 'utf8'));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
