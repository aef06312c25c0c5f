// Type-checks every project of the root tsconfig.json. Each has its own library and ambient types, so each needs its own call.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { references } = JSON.parse(readFileSync(new URL('../tsconfig.json', import.meta.url), 'utf8'));
let failed = false;
for (const { path } of references) {
  const run = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--project', path, '--noEmit'], {
    cwd: new URL('..', import.meta.url),
    stdio: 'inherit',
  });
  if (run.status !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
