// Asks Python, where it is installed: a script reads a value from standard input and prints another.
import { spawnSync } from 'node:child_process';

/** What a Python script computes from some values; undefined, with the reason printed, if python3 is not installed. */
export function askPython<T>(script: string, input: unknown): T | undefined {
  const program = `import json, sys\ninput = json.load(sys.stdin)\n${script}\njson.dump(output, sys.stdout)\n`;
  const run = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (run.error) {
    console.log(`Not compared with Python: python3 cannot be started (${run.error.message}).`);
    return undefined;
  }
  if (run.status !== 0) throw new Error(`The Python script failed:\n${run.stderr}`);
  return JSON.parse(run.stdout) as T;
}
