// The bundled `kyn` as a program of its own, for tests that need a real process.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** A bundled `kyn`, built before the tests of a file and removed after them. */
export interface KynProgram {
  /** The path of the program. */
  readonly path: () => string;
  readonly metafile: () => Metafile;
}

/** Builds `kyn` once for the tests of a file. */
export function kynProgram(): KynProgram {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-program-')));
  const path = join(folder, 'kyn.js');
  let metafile: Metafile | undefined;
  beforeAll(async () => {
    const built = await build({
      absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
      entryPoints: ['server/src/kyn.ts'],
      outfile: path,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      metafile: true,
      logLevel: 'error',
    });
    metafile = built.metafile;
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    path: () => path,
    metafile: () => {
      if (!metafile) throw new Error('kyn is not built yet.');
      return metafile;
    },
  };
}

/** Runs a program in a folder to its end. */
export const runIn = (
  cwd: string,
  program: string,
  args: readonly string[],
  env = process.env,
): SpawnSyncReturns<string> => spawnSync(program, args, { cwd, env, encoding: 'utf8', timeout: 60_000 });
