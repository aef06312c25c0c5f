// Stage c: the package as a user gets it. It is built, checked, installed by VS Code's own command line into a fresh folder,
// and used from there: nothing of the repository is loaded as an extension, except an empty probe that carries the suite.
import path from 'node:path';
import { temporaryFolder } from '../../../scripts/atOurEnd.mjs';
import { Halt, manifest, runNode } from '../../../scripts/project.mjs';
import { installVsix } from '../../../scripts/vscodeHost/server.mjs';
import { vsixFile } from '../../../scripts/vsix/vsixFile.mjs';
import { runInside } from '../inside.mjs';

const here = path.join(import.meta.dirname, '..');

/** Makes the package, installs it and runs vsix/*.test.cjs against it; returns { passed, failed }. */
export async function runPackageStage({ host, browser, grep }) {
  if (runNode('scripts/package.mjs') !== 0) throw new Halt('The package could not be built; see the messages above.');
  const { folder: extensionsDir, remove } = temporaryFolder('extensions');
  try {
    const installed = await installVsix(host, { vsix: vsixFile, extensionsDir });
    checkInstalled(installed);
    return await runInside({ host, browser }, suiteOptions({ extensionsDir, grep }));
  } finally {
    remove();
  }
}

function checkInstalled(installed) {
  const expected = `${manifest.publisher}.${manifest.name}@${manifest.version}`;
  if (!installed.includes(expected)) throw new Halt(`VS Code lists ${installed.join(', ')} but not ${expected}.`);
}

/** VS Code runs tests only for an extension under development, so an empty one is used. */
const suiteOptions = ({ extensionsDir, grep }) => ({
  tests: path.join(here, 'vsix', 'index.cjs'),
  extension: path.join(here, 'probe'),
  extensionsDir,
  env: { KYNML_TEST_GREP: grep, KYNML_TEST_EXTENSIONS: extensionsDir },
  mayBeEmpty: grep !== '',
});
