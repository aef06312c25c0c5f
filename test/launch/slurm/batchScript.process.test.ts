// The batch script, run by a shell as Slurm runs it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { batchScript } from '../../../src-shared/launch/slurm/batchScript';

let top = '';
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'kyn-batch-'));
  mkdirSync(join(top, 'combo-0007'));
});
afterEach(() => rmSync(top, { recursive: true }));

const OWN = '{\n  "launch": "kyn-a.1"\n}\n';

function run(claim: string, python: string, { script = `it's "$HOME".py`, more = {} } = {}) {
  writeFileSync(join(top, 'combo-0007/.kynml-claim'), claim);
  const text = batchScript({
    ...{ command: 'sweep', script, name: 'kyn-a.1', modules: [], generator: 'kyn 1' },
    python,
  });
  writeFileSync(join(top, 'job.sh'), text ?? '');
  const env = { ...process.env, SLURM_ARRAY_TASK_ID: '7', ...more };
  return spawnSync('/bin/sh', [join(top, 'job.sh')], { cwd: top, env, encoding: 'utf8' });
}

function python(exit: number): string {
  const path = join(top, `it's "$HOME" \`x\` ü`);
  writeFileSync(path, `#!/bin/sh\nprintf '%s|' "$@" "$PYTHONSAFEPATH" "$KYNML_EVENTS"\nexit ${exit}\n`, {
    mode: 0o755,
  });
  return path;
}

const inFolder = (name: string): string => join(top, 'combo-0007', name);

test('the interpreter runs the script in the folder of its combination, and the exit code is kept', () => {
  const { status, stdout, stderr } = run(OWN, python(3));
  expect({ status, stdout, stderr }).toEqual({ status: 3, stdout: '', stderr: '' });
  expect(readFileSync(inFolder('output.txt'), 'utf8')).toBe(`./it's "$HOME".py|1||`);
  expect(readFileSync(inFolder('.kynml-exit'), 'utf8')).toBe('kyn-a.1 3\n');
});

test('a script with the name of an option is a file', () => {
  run(OWN, python(0), { script: '-cimport os' });
  expect(readFileSync(inFolder('output.txt'), 'utf8')).toBe('./-cimport os|1||');
});

test('a folder with the same name that CDPATH leads to is not used', () => {
  mkdirSync(join(top, 'other/combo-0007'), { recursive: true });
  const { status, stdout } = run(OWN, python(0), { more: { CDPATH: join(top, 'other') } });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

test('a requeue adds to the output, and the exit code of the first start does not remain', () => {
  run(OWN, python(3));
  expect(run(OWN, join(top, 'missing')).status).toBe(127);
  expect(readFileSync(inFolder('output.txt'), 'utf8')).toContain('missing');
  expect(readFileSync(inFolder('.kynml-exit'), 'utf8')).toBe('kyn-a.1 127\n');
});

test('the exit code of the first start does not remain where the requeued one is killed', () => {
  run(OWN, python(3));
  const killing = join(top, 'killing');
  writeFileSync(killing, '#!/bin/sh\nkill -9 $PPID\n', { mode: 0o755 });
  expect(run(OWN, killing).signal).toBe('SIGKILL');
  expect(existsSync(inFolder('.kynml-exit'))).toBe(false);
});

test.each(['{\n  "launch": "kyn-a.2"\n}\n', '{\n  "launch": "kyn-a.10"\n}\n', '{}'])(
  'in a folder of another attempt nothing runs: %j',
  claim => {
    expect(run(claim, python(0)).status).toBe(125);
    expect(existsSync(inFolder('output.txt'))).toBe(false);
  },
);
