// npm run package:npm [-- FOLDER]: builds the package `kyn` for npm, which has the command line and the language server, into the folder or the root of
// the repository. Nothing is published.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
};
const PAGES = ['agents', 'browser', 'ci', 'cli', 'editors', 'evidence', 'formats', 'language', 'reference', 'targets'];

// Pictures show the editor, and the package has none: neither the paragraph that lists them nor links in brackets.
const PICTURE = String.raw`\[[^\]]*\]\(images/[^)]*\)[,\s]*`;
const PICTURES = new RegExp(String.raw`^Pictures: (?:${PICTURE})+\.\n*|\s\((?:${PICTURE})+\)`, 'gm');
const withoutPictures = text => text.replace(PICTURES, '');

function copyPages(folder) {
  mkdirSync(path.join(folder, 'docs'));
  for (const page of PAGES) {
    const text = readFileSync(path.join(root, `docs/${page}.md`), 'utf8');
    writeFileSync(path.join(folder, `docs/${page}.md`), withoutPictures(text));
  }
}

/** Builds the package into a folder; returns the path of the .tgz file. */
export async function makeNpmPackage(target) {
  const { folder, remove } = temporaryFolder('npm');
  try {
    for (const [from, to] of Object.entries(copied)) cpSync(path.join(root, from), path.join(folder, to));
    copyPages(folder);
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
