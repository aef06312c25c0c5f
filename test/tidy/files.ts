// The files of the repository, for the tests of its rules.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from './sources';

// Tracked files and new ones that git does not ignore, by their path from the top, with `/`. Git also lists tracked files that were deleted.
const all: readonly string[] = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: top,
  encoding: 'utf8',
})
  .split('\0')
  .filter(path => path !== '' && existsSync(join(top, path)));

/** Paths of the existing files that match a pattern. */
export const filesMatching = (pattern: RegExp): string[] => [...new Set(all)].filter(path => pattern.test(path));

/** The text of a file by its path from the top. */
export const textOf = (path: string): string => readFileSync(join(top, path), 'utf8');

/** Code that people write: not data, not generated. */
export const codeFiles: readonly string[] = filesMatching(/\.(tsx?|mts|mjs|cjs)$/);

/** Pages that people write; the generated ones are checked through the values that they are made from. */
export const pages: readonly string[] = filesMatching(
  /^(docs\/\w+\.md|[A-Z]+\.md|(bench|examples\/[\w-]+)\/README\.md)$/,
);
