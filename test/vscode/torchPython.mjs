// An interpreter with PyTorch for workspaces in which the built-in compiler trains.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// The first python3 on PATH may lack modules that the interpreter of the system has. The variable replaces both.
const candidates = process.env.KYNML_TEST_PYTHON ? [process.env.KYNML_TEST_PYTHON] : ['python3', '/usr/bin/python3'];
const hasTorch = python => spawnSync(python, ['-c', 'import torch, numpy']).status === 0;
let searched;

/** The interpreter; undefined where there is none. Searched once, because importing torch takes seconds. */
export function torchPython() {
  searched ??= { path: candidates.find(hasTorch) };
  return searched.path;
}

/** Makes it the interpreter of a workspace folder, in which the built-in compiler trains. */
export function useTorchPython(folder) {
  const python = path.join(folder, '.venv', 'bin', 'python');
  mkdirSync(path.dirname(python), { recursive: true });
  writeFileSync(python, `#!/bin/sh\nexec ${torchPython()} "$@"\n`, { mode: 0o755 });
  mkdirSync(path.join(folder, '.vscode'));
  const settings = {
    'kynml.compiler': 'builtin',
    'kynml.command': ['${workspaceFolder}/.venv/bin/python', '-m', 'kynml.cli'],
  };
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
}
