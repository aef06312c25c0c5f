// The writer of files as a program, so that tests can limit, replace and kill what it does.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** Builds the program in a new folder and returns its path: `PATH SIZE [EXPECTED]`, where EXPECTED is an expression that may use `path` and `require`. It prints the result as JSON. */
export function buildWriter(): string {
  const program = join(mkdtempSync(join(tmpdir(), 'writer-')), 'write.cjs');
  buildSync({
    stdin: {
      contents: `import { writeFileAtomic } from './src-shared/host/node/writeFile';
        const [path, size, expected] = process.argv.slice(2);
        const isExpected = expected && new Function('path', 'require', 'return ' + expected);
        const options = isExpected && { isExpected: () => isExpected(path, require) };
        writeFileAtomic(path, 'n'.repeat(Number(size)), options || {}).then(r => process.stdout.write(JSON.stringify(r)));`,
      resolveDir: fileURLToPath(new URL('../../..', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    outfile: program,
    logLevel: 'error',
  });
  return program;
}
