// Runs npm for the installer.
import { spawnSync } from 'node:child_process';
import { Halt } from '../project.mjs';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Runs npm in a folder with additional environment variables. A failure is a Halt with the last lines of its output. */
export function npm(args, cwd, env = {}) {
  const run = spawnSync('npm', [...args, ...quiet], { cwd, encoding: 'utf8', env: { ...cleanEnv(), ...env } });
  if (run.status === 0) return;
  const output = run.error ? run.error.message : run.stderr.split('\n').slice(-25).join('\n');
  throw new Halt(
    `npm ${args.join(' ')} failed:\n${output}\nCheck that npm is on PATH and that the npm registry is reachable (\`npm ping\`).`,
  );
}

/** The environment without the variables of `npm run`, which would affect an npm in another folder. */
function cleanEnv() {
  const npmVariables = /^npm_(package_|lifecycle_|config_(local_prefix|prefix|omit|include)$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !npmVariables.test(name)));
}
