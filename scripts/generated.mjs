// Files that are generated from the sources and committed. `write` updates one; with --check it only reports that it is out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromRoot } from './core.mjs';

const check = process.argv.includes('--check');

/** Writes a generated file if it differs. */
export function write(file, text) {
  const path = fromRoot(file);
  const current = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (current === text) return;
  if (check) {
    console.error(`${file} is out of date. Run \`npm run generate\`.`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`${file} was written.`);
}
