// What a training costs besides its script: compiling a large spec, and `kyn train` around a script.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importCore } from '../../scripts/core.mjs';
import { Halt, root } from '../../scripts/project.mjs';
import { DISTRICTS, dataPath, dataText, makeSpec, smallSpec } from '../makeSpec.mjs';
import { timeInTurns } from '../processes.mjs';
import { row, timesOf } from '../rows.mjs';
import { writeSpec } from '../servers.mjs';
import { fastest, median } from '../statistics.mjs';

/** Compiling, and the overhead of `kyn train`. */
export const training = {
  title: 'Compiling a spec, and `kyn train` besides its script',
  async run({ folder, quick, note }) {
    const compiling = await compileRow(quick ? 15 : 31);
    const python = realPython();
    if (python === undefined) {
      note('`python3` was not found, so `kyn train` was not measured.');
      return [compiling];
    }
    return [compiling, await overheadRow(folder, { python, count: quick ? 7 : 41 })];
  },
};

const LINES = 10_000;

const CORE = `
  export { compileSpec } from './src-shared/repro/training/compileSpec';
  export { memoryHost } from './src-shared/host/memoryHost';`;

/** From the text of a spec to its script, in a process that has compiled before. Each text is new, so nothing is reused. */
export async function compileRow(count) {
  const { compileSpec, memoryHost } = await importCore(CORE);
  const data = Object.fromEntries(Array.from({ length: DISTRICTS }, (_, i) => [`/w/${dataPath(i)}`, dataText]));
  const host = memoryHost(data, {
    sha256: text => createHash('sha256').update(text).digest('hex'),
    decodeUtf8: bytes => new TextDecoder().decode(bytes),
    encodeUtf8: text => new TextEncoder().encode(text),
  });
  const spec = makeSpec(LINES);
  const composition = () => ({ files: [], problems: [] });
  const request = { label: 'study.kyn', path: '/w/study.kyn', cwd: '/w', generator: 'kyn bench', composition };
  const times = [];
  for (let i = 0; i < count; i++) {
    const text = `${spec}# ${i}\n`;
    const start = performance.now();
    const compiled = compileSpec(host, { ...request, text });
    times.push(performance.now() - start);
    if (!compiled.ok) throw new Halt(`The spec of ${LINES} lines was not compiled: ${JSON.stringify(compiled)}`);
  }
  return row({
    id: `compile-${LINES}`,
    title: `${LINES.toLocaleString('en')} lines, from the text to the script`,
    unit: 'ms',
    value: fastest(times),
    goal: { atMost: 50 },
    summary: `Compiling a spec of ${LINES.toLocaleString('en')} lines`,
    figures: { median: median(times) },
  });
}

// The program on PATH may be one that first searches for the interpreter.
function realPython() {
  try {
    return execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

// An interpreter that answers the question about modules as fast as Python does, and whose script only writes the manifest that kyn expects.
function interpreter(folder, real) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'python3');
  const script = [
    '#!/bin/sh',
    `case "$1" in *.py) "${real}" -c pass; echo '{}' > run_manifest.json ;; *) "${real}" "$@"; for name in torch numpy; do echo "module $name"; done ;; esac`,
  ];
  writeFileSync(file, `${script.join('\n')}\n`, { mode: 0o755 });
  return file;
}

/**
 * The wall time of `kyn train` less that of the interpreter with the same script. `asking`: without `--compiler builtin`, where kyn first asks the interpreter
 * whether it has the official tool.
 */
export async function overheadRow(folder, { python, count }) {
  const { file, folder: cwd } = writeSpec(path.join(folder, 'training'), smallSpec);
  const standIn = interpreter(path.join(folder, 'interpreter'), python);
  const kyn = path.join(root, 'dist/kyn.js');
  const command = ['node', kyn, 'train', file, '--python', standIn];
  const commands = {
    'kyn train': [...command, '--compiler', 'builtin'],
    asking: command,
    script: [standIn, 'train_study.py'],
  };
  const times = await timeInTurns(commands, count, { cwd });
  return row({
    id: 'train-overhead',
    title: '`kyn train` of one file, wall time besides its script',
    unit: 'ms',
    value: median(times['kyn train'].wall) - median(times.script.wall),
    goal: { atMost: 150 },
    summary: '`kyn train` besides its script',
    figures: Object.fromEntries(Object.entries(times).map(([name, t]) => [name, timesOf(t)])),
  });
}
