// What the page tests read or prepare on disk, without the code of the extension.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** SHA-256 of a text or of bytes, in hex. */
export const sha256 = data => createHash('sha256').update(data).digest('hex');

/** SHA-256 of a file's bytes, which is its CONFIG_HASH when its lines end in LF. */
export const hashOf = (folder, file) => sha256(readFileSync(path.join(folder, file)));

/** The first 12 digits, as the extension shows them. */
export const short = hash => hash.slice(0, 12);

/** Text of a file. */
export const textOf = (folder, file) => readFileSync(path.join(folder, file), 'utf8');

/** Value of a JSON file. */
export const jsonOf = (folder, file) => JSON.parse(textOf(folder, file));

/** Changes a JSON file: `change` gets its value and returns the new one. */
export const changeJson = (folder, file, change) =>
  writeFileSync(path.join(folder, file), JSON.stringify(change(jsonOf(folder, file)), null, 2));

/** The number of the line, from 1, that reads `line` without its blanks. */
export const lineNumber = (text, line) => text.split('\n').findIndex(found => found.trim() === line) + 1;

/** The manifests of the example, oldest first: two runs of house_price.kyn, one of house_price_wide.kyn. Their folders are named by date. */
export const runManifests = folder =>
  readdirSync(path.join(folder, 'runs'))
    .sort()
    .map(name => `runs/${name}/run_manifest.json`);

/** A manifest of a run whose spec does not exist anywhere, so that it cannot be reproduced. */
export const LOST_RUN = 'lost/run_manifest.json';

/** Writes that manifest. The spec is searched before the interpreter is started, so any program serves as one. */
export function addLostRun(folder) {
  const [first] = runManifests(folder);
  for (const part of ['lost', '.vscode']) mkdirSync(path.join(folder, part), { recursive: true });
  writeFileSync(
    path.join(folder, LOST_RUN),
    JSON.stringify({ ...jsonOf(folder, first), config_hash: 'ab'.repeat(32), kynml_version: 'kyn 0.1.0' }, null, 2),
  );
  const settings = { 'kynml.command': [process.execPath, '-m', 'kynml.cli'] };
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
}

const git = (folder, ...args) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });

/** Makes a folder a git repository with one commit of everything in it. */
export function commitAll(folder) {
  git(folder, 'init', '--quiet');
  commitMore(folder, 'Everything');
}

/** Commits all changes in a repository. */
export function commitMore(folder, message) {
  git(folder, 'add', '--all');
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  git(folder, ...identity, 'commit', '--quiet', '--message', message);
}

/** The commit that a repository is at. */
export const commitOf = folder => git(folder, 'rev-parse', 'HEAD').trim();
