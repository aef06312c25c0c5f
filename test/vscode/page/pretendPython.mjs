// An interpreter that only pretends to train, for tests of what the editor does around it.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// Has numpy, and torch unless the file `no-torch` is next to it. A run fails in combo-0001 while the file `fail` is there.
const PYTHON = `#!${process.execPath}
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const isThere = name => existsSync(join(__dirname, name));
if (process.argv[2] === '-c') {
  for (const name of process.argv.slice(4)) if (name === 'numpy' || (name === 'torch' && !isThere('no-torch'))) console.log('module ' + name);
  console.log('end of modules');
} else if (basename(process.cwd()) === 'combo-0001' && isThere('fail')) {
  console.error('KynMLError: no luck today');
  process.exitCode = 1;
} else {
  const script = readFileSync(process.argv[2], 'utf8');
  const [, config_hash] = /^CONFIG_HASH = "(.*)"/m.exec(script);
  const data_hash = createHash('sha256').update(readFileSync(join(__dirname, '../data/houses.csv'))).digest('hex');
  const params = JSON.parse('{' + (/"params": \\{([^}]*?),?\\s*\\}/.exec(script)?.[1] ?? '') + '}');
  const env = { platform: 'test', python: '3.12' };
  const run = { config_hash, data_hash, env, kynml_version: 'kyn 0.1.0', metrics: { mae: Date.now() }, params, seed: 42 };
  writeFileSync('run_manifest.json', JSON.stringify(run));
  console.log('pretended to train');
}
`;

/** The path of a file next to the interpreter. */
export const tool = (folder, name) => path.join(folder, 'tools', name);

/** Puts the interpreter into a workspace and chooses it with the built-in compiler; `more`: other settings. */
export function writePretendPython(folder, more = {}) {
  mkdirSync(path.join(folder, 'tools'));
  writeFileSync(tool(folder, 'python'), PYTHON);
  chmodSync(tool(folder, 'python'), 0o755);
  writeFileSync(tool(folder, 'fail'), '');
  mkdirSync(path.join(folder, '.vscode'));
  const settings = {
    'kynml.compiler': 'builtin',
    'kynml.command': [tool(folder, 'python'), '-m', 'kynml.cli'],
    ...more,
  };
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
}
