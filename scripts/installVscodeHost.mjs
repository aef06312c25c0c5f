// Installs a real, scriptable VS Code (server and web workbench) from the npm registry alone: no compiler, no other download.
//
//   node scripts/installVscodeHost.mjs [folder] [--vscode 4.139.1] [--node 24.21.0] [--force]
//
// It takes about 10 seconds and 340 MB, and nothing when the same host is there already. It is built in a folder beside
// its place and then renamed, so an interrupted installation leaves no half host behind.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Halt, main } from './project.mjs';
import { installedHost, stampOf } from './vscodeHost/installed.mjs';
import { installNode } from './vscodeHost/nodeRuntime.mjs';
import { readRequest } from './vscodeHost/request.mjs';
import { selfCheck } from './vscodeHost/selfCheck.mjs';
import { installVscode } from './vscodeHost/vscodeServer.mjs';

const say = message => console.error(`VS Code host: ${message}`);

/** Gives the host that the request asks for, after installing it when it is not there. */
export function ensureVscodeHost(request = readRequest([])) {
  const found = request.force ? undefined : installedHost(request.folder, request.want);
  return found ?? install(request);
}

/** Gives the host for the tests: whatever VSCODE_HOST_DIR holds when that is set, so that they run with an older VS Code too. */
export function hostForTests() {
  const request = readRequest([]);
  return (process.env.VSCODE_HOST_DIR && installedHost(request.folder)) || ensureVscodeHost(request);
}

function install(request) {
  checkPlatform();
  const { codeServer, node } = request.want;
  say(`installing VS Code (code-server ${codeServer}, node ${node}) into ${request.folder}; about 10 seconds ...`);
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
    `The VS Code of the tests runs on Linux and macOS, this is ${process.platform}. Desktop VS Code works here: put \`code\` on PATH.`,
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
  say(`VS Code ${built.version} is ready`);
  return installedHost(folder, want);
}

if (process.argv[1] === import.meta.filename) {
  await main(() => {
    const host = ensureVscodeHost(readRequest(process.argv.slice(2)));
    console.log(`VS Code ${host.version} is in ${host.folder}`);
  });
}
