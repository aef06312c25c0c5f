// Files that are made from the sources and kept in the repository. `write` brings one up to date, or with --check only tells that it is not.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromRoot } from './core.mjs';

const check = process.argv.includes('--check');

/** Writes a generated file where it differs. */
export function write(file, text) {
  const path = fromRoot(file);
  const now = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (now === text) return;
  if (check) {
    console.error(`${file} is not up to date; run npm run generate`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`${file} written`);
}
