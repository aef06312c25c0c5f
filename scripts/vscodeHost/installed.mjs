// The location of the VS Code of the tests and the record of its installation.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../project.mjs';

/** The folder of the host: .vscode-host in the repository, or VSCODE_HOST_DIR (one host for several checkouts). */
export const hostDir = path.resolve(process.env.VSCODE_HOST_DIR ?? path.join(root, '.vscode-host'));

/** The file that records what is installed in a host folder. */
export const stampOf = folder => path.join(folder, 'host.json');

/** The host in a folder, { folder, version, node, serverMain }, or undefined if it is absent, damaged or another version. */
export function installedHost(folder, want) {
  const stamp = readStamp(folder);
  if (!stamp || (want && JSON.stringify(stamp.want) !== JSON.stringify(want))) return undefined;
  const host = {
    folder,
    version: stamp.version,
    node: path.join(folder, stamp.node),
    serverMain: path.join(folder, stamp.serverMain),
  };
  return existsSync(host.node) && existsSync(host.serverMain) ? host : undefined;
}

function readStamp(folder) {
  try {
    return JSON.parse(readFileSync(stampOf(folder), 'utf8'));
  } catch {
    return undefined;
  }
}
