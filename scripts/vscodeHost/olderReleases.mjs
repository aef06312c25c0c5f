// Additional steps for older VS Code releases, to test the lowest supported version:
//   node scripts/installVscodeHost.mjs .vscode-host-1.93 --vscode 4.93.1 --node 20.20.2
// Two native modules have no prebuilt binary, ripgrep is downloaded after installation, and the main file does not start the server.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { platform } from './nodeRuntime.mjs';
import { npm } from './npm.mjs';

const prebuilt = {
  'node-pty': [`node-pty/prebuilds/${platform}`],
  '@parcel/watcher': [`@parcel/watcher-${platform}-glibc`, `@parcel/watcher-${platform}`],
};

/** Compiles the native modules without a binary for this platform; needs g++, make and python3. */
export function compileMissing(vscode, env) {
  const exists = name => existsSync(path.join(vscode, 'node_modules', name));
  const missing = Object.keys(prebuilt).filter(name => !prebuilt[name].some(exists));
  if (missing.length === 0) return;
  console.error(`VS Code host: compiling ${missing.join(' and ')} (needs g++, make and python3) ...`);
  npm(['rebuild', ...missing, '--ignore-scripts=false'], vscode, env);
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
