// Installs a real, scriptable VS Code (server and web workbench) from the npm registry, without a compiler or other downloads.
//
//   node scripts/installVscodeHost.mjs [folder] [--vscode 4.139.1] [--node 24.21.0] [--force]
//
// It takes about 10 seconds and 340 MB, or nothing if the same host is installed. It is built in a temporary folder and then
// renamed, so an interrupted installation leaves no incomplete host behind.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Halt, main, root } from './project.mjs';
import { installedHost, stampOf } from './vscodeHost/installed.mjs';
import { installNode } from './vscodeHost/nodeRuntime.mjs';
import { readRequest } from './vscodeHost/request.mjs';
import { selfCheck } from './vscodeHost/selfCheck.mjs';
import { installVscode } from './vscodeHost/vscodeServer.mjs';

const log = message => console.error(`VS Code host: ${message}`);

/** Returns the requested host, and installs it if necessary. */
export function ensureVscodeHost(request = readRequest([])) {
  const found = request.force ? undefined : installedHost(request.folder, request.want);
  return found ?? install(request);
}

/** Returns the host for the tests: the one in VSCODE_HOST_DIR if that is set, so that they can run with an older VS Code. */
export function hostForTests() {
  const request = readRequest([]);
  return (process.env.VSCODE_HOST_DIR && installedHost(request.folder)) || ensureVscodeHost(request);
}

/** Returns the host with the oldest VS Code that the extension supports and the registry has: 1.93 for 1.91. Installs it if necessary. */
export function oldestHost() {
  return ensureVscodeHost(
    readRequest([path.join(root, '.vscode-host-oldest'), '--vscode', '4.93.1', '--node', '20.20.2']),
  );
}

function install(request) {
  checkPlatform();
  const { codeServer, node } = request.want;
  log(
    `installing VS Code (code-server ${codeServer}, node ${node}) into ${request.folder}; this takes about 10 seconds ...`,
  );
  const building = `${request.folder}.building-${process.pid}`;
  try {
    return moveIntoPlace(building, request, build(building, request.want));
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

function checkPlatform() {
  if (['linux', 'darwin'].includes(process.platform)) return;
  throw new Halt(
    `The VS Code of the tests does not run on ${process.platform}, only on Linux and macOS. Put \`code\` on PATH to use desktop VS Code.`,
  );
}

function build(folder, want) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const node = installNode(folder, want);
  const serverMain = installVscode(folder, { want, node });
  const version = selfCheck(path.join(folder, 'vscode'), { node: node.binary, serverMain });
  return { version, node: path.relative(folder, node.binary), serverMain: path.relative(folder, serverMain) };
}

/** Paths in the stamp are relative, so that the folder can be moved or cached. */
function moveIntoPlace(building, { folder, want }, built) {
  writeFileSync(stampOf(building), JSON.stringify({ want, ...built }, null, 2));
  rmSync(folder, { recursive: true, force: true });
  renameSync(building, folder);
  log(`VS Code ${built.version} is ready`);
  return installedHost(folder, want);
}

if (process.argv[1] === import.meta.filename) {
  await main(() => {
    const host = ensureVscodeHost(readRequest(process.argv.slice(2)));
    console.log(`VS Code ${host.version} is in ${host.folder}`);
  });
}
