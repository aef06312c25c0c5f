// npm run package:npm [-- FOLDER]: builds the package `kyn` for npm, which has the command line and the language server, into the folder or the root of
// the repository. Nothing is published.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './atOurEnd.mjs';
import { packageFolders, thirdPartyNotices } from './notices.mjs';
import { buildMcp, buildPrograms } from './programs.mjs';
import { Halt, main, root } from './project.mjs';

const MAX_BYTES = 700_000;

const copied = {
  'packages/kyn/package.json': 'package.json',
  'packages/kyn/README.md': 'README.md',
  LICENSE: 'LICENSE',
  'docs/agents.md': 'docs/agents.md',
  'docs/ci.md': 'docs/ci.md',
  'docs/cli.md': 'docs/cli.md',
  'docs/editors.md': 'docs/editors.md',
  'docs/evidence.md': 'docs/evidence.md',
  'docs/formats.md': 'docs/formats.md',
  'docs/language.md': 'docs/language.md',
  'docs/reference.md': 'docs/reference.md',
  'docs/targets.md': 'docs/targets.md',
};

/** Builds the package into a folder; returns the path of the .tgz file. */
export async function makeNpmPackage(target) {
  const { folder, remove } = temporaryFolder('npm');
  try {
    for (const [from, to] of Object.entries(copied)) cpSync(path.join(root, from), path.join(folder, to));
    const production = true;
    const inputs = { ...(await buildPrograms(folder, { production })), ...(await buildMcp(folder, { production })) };
    writeFileSync(path.join(folder, 'ThirdPartyNotices.txt'), thirdPartyNotices(packageFolders(inputs)));
    return pack(folder, target);
  } finally {
    remove();
  }
}

function pack(folder, target) {
  const run = spawnSync('npm', ['pack', '--json', '--pack-destination', target], { cwd: folder, encoding: 'utf8' });
  if (run.status !== 0) throw new Halt(`npm could not build the package.\n${run.stderr ?? run.error}`);
  const [{ filename }] = JSON.parse(run.stdout);
  const file = path.join(target, filename);
  const { size } = statSync(file);
  if (size <= MAX_BYTES) return file;
  rmSync(file);
  throw new Halt(`The package was removed because it has ${size} bytes. At most ${MAX_BYTES} are allowed.`);
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    const file = await makeNpmPackage(path.resolve(process.argv[2] ?? root));
    console.log(`${path.basename(file)}: ${Math.round(statSync(file).size / 1000)} kB`);
  });
}
