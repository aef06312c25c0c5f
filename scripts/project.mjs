// Shared by all scripts: the root of the repository, its package.json, running a tool, and stopping with a message.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository root, which is also the root of the extension. */
export const root = path.resolve(import.meta.dirname, '..');

/** The package.json of the repository. */
export const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** An expected error: only its message is shown, without a stack trace. */
export class Halt extends Error {}

/** Runs a script of the repository with this Node in a folder and shows its output; returns the exit code. */
export function runNode(script, args = [], cwd = root) {
  const run = spawnSync(process.execPath, [path.join(root, script), ...args], { cwd, stdio: 'inherit' });
  return run.status ?? 1;
}

/** Builds the extension into dist/. A failed build is a Halt. */
export function buildExtension(args = []) {
  if (runNode('scripts/build.mjs', args) !== 0) throw new Halt('The build failed. See the messages above.');
}

/** Runs a script: a Halt prints only its message, any other error is a bug and prints its stack trace. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Halt ? error.message : error);
    // A server that was started would keep this process alive; see atOurEnd.mjs.
    process.exit(1);
  }
}
