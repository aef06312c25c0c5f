// Checks the binaries of a new installation, so that a broken one fails here and not in a test.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Halt } from '../project.mjs';
import { platform } from './nodeRuntime.mjs';

const spawnPty = `const pty = require('node-pty').spawn('/bin/sh', ['-c', 'echo pty-ok'], {});
  pty.onData(data => process.stdout.write(data));
  pty.onExit(() => process.exit(0));`;

/** Checks server, terminals, file watching and search; returns the version of VS Code. */
export function selfCheck(vscode, { node, serverMain }) {
  const check = (what, command, expected) => runCheck(what, { command, expected, cwd: vscode });
  const versionText = check('the server', [node, serverMain, '--version'], /\d+\.\d+\.\d+/);
  check('terminals', [node, '-e', spawnPty], /pty-ok/);
  check('file watching', [node, '-e', "require('@parcel/watcher'); console.log('watch-ok')"], /watch-ok/);
  check('search', [findRipgrep(vscode), '--version'], /ripgrep/);
  return /\d+\.\d+\.\d+/.exec(versionText)[0];
}

function runCheck(what, { command: [program, ...args], expected, cwd }) {
  const run = spawnSync(program, args, { cwd, encoding: 'utf8', timeout: 30_000 });
  if (run.status === 0 && expected.test(run.stdout)) return run.stdout;
  const output = run.error?.message ?? `${run.stdout}\n${run.stderr}`;
  throw new Halt(`The installed VS Code does not work (${what}, exit ${run.status}):\n${output}`);
}

function findRipgrep(vscode) {
  const places = [`ripgrep-universal/bin/${platform}/rg`, 'ripgrep/bin/rg'];
  const found = places.map(place => path.join(vscode, 'node_modules', '@vscode', place)).find(existsSync);
  if (!found)
    throw new Halt('The installed VS Code does not contain ripgrep. This installer does not support its layout.');
  return found;
}
