// What every script needs to know about this repository: where it is, its package.json, how to run a tool and how to stop with a message.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository root, which is also the root of the extension. */
export const root = path.resolve(import.meta.dirname, '..');

/** The package.json of the repository. */
export const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** An end that the person at the terminal can act on: only its message is shown, without a stack. */
export class Halt extends Error {}

/** Runs a script with this Node in the repository, its output shown as it comes; gives the exit code. */
export function runNode(script, args = []) {
  const run = spawnSync(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  return run.status ?? 1;
}

/** Builds the extension into dist/; stops with a message when the build fails. */
export function buildExtension(args = []) {
  if (runNode('scripts/build.mjs', args) !== 0) throw new Halt('The build failed, see the messages above.');
}

/** Runs a script's work: a Halt ends it with its message alone, anything else is a fault of ours and keeps its stack. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Halt ? error.message : error);
    process.exitCode = 1;
  }
}
