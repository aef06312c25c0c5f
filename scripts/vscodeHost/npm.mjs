// Runs npm for the installer, with a message that says what to do when it fails.
import { spawnSync } from 'node:child_process';
import { Halt } from '../project.mjs';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Runs npm in a folder, with `env` on top of the environment; stops with npm's own last lines when it fails. */
export function npm(args, cwd, env = {}) {
  const run = spawnSync('npm', [...args, ...quiet], { cwd, encoding: 'utf8', env: { ...ownEnv(), ...env } });
  if (run.status === 0) return;
  const said = run.error ? run.error.message : run.stderr.split('\n').slice(-25).join('\n');
  throw new Halt(`npm ${args.join(' ')} failed:\n${said}\nIs npm on PATH and the npm registry reachable (npm ping)?`);
}

/** `npm run` tells its children about the package that it runs in; an npm for another folder must not hear of that. */
function ownEnv() {
  const foreign = /^npm_(package_|lifecycle_|config_(local_prefix|prefix|omit|include)$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
