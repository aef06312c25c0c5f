// Additional steps for older VS Code releases, to test the lowest supported version:
//   node scripts/installVscodeHost.mjs .vscode-host-oldest --vscode 4.93.1 --node 20.20.2
// Two native modules have no prebuilt binary, ripgrep is downloaded after installation, and the main file does not start the server.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { platform } from './nodeRuntime.mjs';
import { npm } from './npm.mjs';

// Versions with a binary in the package and the interface of the older ones.
const withBinary = { 'node-pty': '1.2.0-beta.15', '@parcel/watcher': '2.5.6' };

/** Replaces the native modules that would have to be compiled by versions with binaries. `dependencies`: those of VS Code's package.json. */
export function preferBinaries(dependencies) {
  for (const [name, version] of Object.entries(withBinary))
    if (dependencies[name]?.localeCompare(version, 'en', { numeric: true }) < 0) dependencies[name] = version;
}

/** Installs ripgrep from the package of newer releases where this release would download it. */
export function supplyRipgrep(vscode) {
  const home = path.join(vscode, 'node_modules', '@vscode', 'ripgrep');
  const target = path.join(home, 'bin', 'rg');
  if (!existsSync(home) || existsSync(target)) return;
  const scratch = path.join(vscode, '..', 'ripgrep');
  mkdirSync(scratch);
  writeFileSync(path.join(scratch, 'package.json'), '{"private":true}');
  npm(['install', '--ignore-scripts', '@vscode/ripgrep-universal@1.18.0'], scratch);
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(path.join(scratch, 'node_modules', '@vscode', 'ripgrep-universal', 'bin', platform, 'rg'), target);
  chmodSync(target, 0o755);
  rmSync(scratch, { recursive: true });
}

/** The file that starts the server: its main file, or a small starter if that only exports the server. */
export function serverStarter(vscode) {
  const main = path.join(vscode, 'out', 'server-main.js');
  const exportsOnly = /exports\.loadCodeWithNls\s*=\s*loadCodeWithNls/.test(readFileSync(main, 'utf8').slice(-2000));
  if (!exportsOnly) return main;
  const starter = path.join(vscode, 'out', 'host-main.cjs');
  copyFileSync(path.join(import.meta.dirname, 'standIns', 'starter.cjs'), starter);
  return starter;
}
