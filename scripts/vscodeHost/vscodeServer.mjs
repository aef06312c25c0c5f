// Extracts VS Code from the code-server package, without the parts that no test needs, and installs its dependencies.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Halt } from '../project.mjs';
import { nodeEnv, platform } from './nodeRuntime.mjs';
import { npm } from './npm.mjs';
import { preferBinaries, serverStarter, supplyRipgrep } from './olderReleases.mjs';

// Used only by the AI agent host, on Windows, or behind a Kerberos proxy.
const droppedPackages = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/tree-sitter-wasm',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
  'zod',
];

// github-authentication is kept: without it the workbench logs time-outs.
const droppedExtensions = ['copilot', 'mermaid-markdown-features', 'microsoft-authentication', 'tunnel-forwarding'];

/** Installs VS Code into `folder`/vscode; returns the file that starts its server. */
export function installVscode(folder, { want, node }) {
  const vscode = path.join(folder, 'vscode');
  unpack(folder, want);
  dropDependencies(path.join(vscode, 'package.json'));
  for (const name of droppedExtensions) rmSync(path.join(vscode, 'extensions', name), { recursive: true, force: true });
  // Releases before 2025 were locked with yarn, so their peer dependencies do not all agree.
  npm(['install', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps'], vscode, nodeEnv(node));
  supplyRipgrep(vscode);
  dropForeignBinaries(path.join(vscode, 'node_modules'));
  putStandIns(path.join(vscode, 'node_modules', '@vscode'));
  return serverStarter(vscode);
}

function unpack(folder, want) {
  npm(['pack', `code-server@${want.codeServer}`, '--pack-destination', folder], folder);
  const archive = readdirSync(folder).find(name => name.endsWith('.tgz'));
  const tar = spawnSync('tar', ['-xzf', archive, 'package/lib/vscode'], { cwd: folder, encoding: 'utf8' });
  if (tar.status !== 0) throw new Halt(`tar could not unpack ${archive}: ${tar.error?.message ?? tar.stderr}`);
  renameSync(path.join(folder, 'package', 'lib', 'vscode'), path.join(folder, 'vscode'));
  rmSync(path.join(folder, 'package'), { recursive: true });
  rmSync(path.join(folder, archive));
}

/** Also removes overrides and allowed scripts: npm rejects those that name a missing package. */
function dropDependencies(file) {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  for (const name of droppedPackages) delete content.dependencies[name];
  const isDropped = key => key === 'koffi' || droppedPackages.some(name => key === name || key.startsWith(`${name}@`));
  for (const key of Object.keys(content.overrides ?? {})) if (isDropped(key)) delete content.overrides[key];
  delete content.allowScripts;
  preferBinaries(content.dependencies);
  writeFileSync(file, JSON.stringify(content, null, 2));
}

function dropForeignBinaries(modules) {
  for (const folder of ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds'].map(name => path.join(modules, name))) {
    const foreign = existsSync(folder) ? readdirSync(folder).filter(name => name !== platform) : [];
    for (const name of foreign) rmSync(path.join(folder, name), { recursive: true });
  }
  for (const sources of ['third_party', 'deps'])
    rmSync(path.join(modules, 'node-pty', sources), { recursive: true, force: true });
}

/** The two native modules without a prebuilt binary are replaced by small JavaScript ones. */
function putStandIns(modules) {
  for (const name of ['spdlog', 'native-watchdog']) {
    const target = path.join(modules, name);
    mkdirSync(target, { recursive: true });
    copyFileSync(path.join(import.meta.dirname, 'standIns', `${name}.cjs`), path.join(target, 'index.js'));
  }
}
