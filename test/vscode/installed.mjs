// The package as a user gets it: installed by VS Code's own command line into a fresh folder, and used from there. Nothing of the repository is loaded as an
// extension, except an empty probe that carries the suite.
import path from 'node:path';
import { temporaryFolder } from '../../scripts/atOurEnd.mjs';
import { Halt, manifest } from '../../scripts/project.mjs';
import { installVsix } from '../../scripts/vscodeHost/server.mjs';
import { vsixFile } from '../../scripts/vsix/vsixFile.mjs';

// VS Code runs tests only for an extension under development, so an empty one is used.
const probe = path.join(import.meta.dirname, 'probe');

/** Installs the built package, and removes it after `use`, which gets the options for openVscode. */
export async function withInstalled(host, use) {
  const { folder: extensionsDir, remove } = temporaryFolder('extensions');
  try {
    checkInstalled(await installVsix(host, { vsix: vsixFile, extensionsDir }));
    return await use({ extension: probe, extensionsDir, env: { KYNML_TEST_EXTENSIONS: extensionsDir } });
  } finally {
    remove();
  }
}

function checkInstalled(installed) {
  const expected = `${manifest.publisher}.${manifest.name}@${manifest.version}`;
  if (!installed.includes(expected)) throw new Halt(`VS Code lists ${installed.join(', ')} but not ${expected}.`);
}
