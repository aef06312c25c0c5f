// Gives the tests of a run a folder of their own for temporary files, and fails the run if something is left in it at the end.
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstFew } from '../src-shared/text/firstFew';

// What names the folder: on Linux and macOS the first, on Windows the others.
const VARIABLES = ['TMPDIR', 'TMP', 'TEMP'];
const MARK = 'KYNML_TESTS_FOLDER';
let folder: string | undefined;

/** Runs before all tests, once for each project; the first one creates the folder. */
export function setup(): void {
  if (process.env[MARK] !== undefined) return;
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'kyn-tests-'));
  // Some tests act as another user.
  chmodSync(folder, 0o755);
  for (const name of [...VARIABLES, MARK]) process.env[name] = folder;
}

/** Runs after all tests, once for each project. */
export function teardown(): void {
  if (folder === undefined) return;
  const left = readdirSync(folder).sort();
  rmSync(folder, { recursive: true, force: true });
  if (left.length === 0) return;
  // Vitest only prints an error of this function.
  process.exitCode = 1;
  const names = firstFew(left, 5, { text: name => name });
  throw new Error(
    `The tests left ${left.length} files or folders in the folder for temporary files: ${names}. Remove them at the end of the test that makes them.`,
  );
}
