// Compares with Python: a script reads a value from standard input and prints another.
import { spawnSync } from 'node:child_process';
import type { TestContext } from 'vitest';
import { notRun } from '../notRun';

/** What a script needs. */
export interface PythonNeeds {
  /** Modules that the interpreter must be able to import. */
  readonly modules?: readonly string[];
}

// The first python3 on PATH may lack modules that the interpreter of the system has. The variable replaces both.
const CANDIDATES: readonly string[] = process.env.KYNML_TEST_PYTHON
  ? [process.env.KYNML_TEST_PYTHON]
  : ['python3', '/usr/bin/python3'];

const interpreters = new Map<string, string | undefined>();

/** An interpreter that can import some modules; without one, the test does not run. */
export function findPython(context: TestContext, modules: readonly string[] = []): string {
  const key = modules.join(', ');
  if (!interpreters.has(key))
    interpreters.set(
      key,
      CANDIDATES.find(candidate => canImport(candidate, modules)),
    );
  return interpreters.get(key) ?? notRun(context, `Not asked: there is no python3${key && ` with ${key}`}`);
}

const canImport = (python: string, modules: readonly string[]): boolean =>
  spawnSync(python, ['-c', ['json', ...modules].map(name => `import ${name}`).join('\n')]).status === 0;

/** What a Python script computes: it finds `input`, and sets `output`. Without an interpreter the test does not run. */
export function askPython<T>(context: TestContext, script: string, input: unknown, { modules }: PythonNeeds = {}): T {
  const program = `import json, sys\ninput = json.load(sys.stdin)\n${script}\njson.dump(output, sys.stdout)\n`;
  const run = spawnSync(findPython(context, modules), ['-c', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`The Python script failed:\n${run.stderr}`);
  return JSON.parse(run.stdout) as T;
}
