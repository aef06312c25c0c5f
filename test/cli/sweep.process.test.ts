// kyn sweep as a process: several jobs, failures, and runs elsewhere in its folders.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { notRun } from '../notRun';
import { runIn } from './kynProcess';
import {
  argv,
  COMBOS,
  CSV,
  FAIL,
  program,
  python,
  results,
  resultsFile,
  running,
  SPEC,
  scripts,
  start,
  sweep,
  top,
  until,
  useSweepFolder,
  work,
} from './sweepProcess';

useSweepFolder();

describe('a sweep that ends', () => {
  test('has an entry for each combination in the order of the product, also where one failed', () => {
    python.behave(FAIL);
    const { status, stdout, stderr } = sweep('--jobs', '3');
    expect(status).toBe(1);
    expect(stdout).toBe(
      '10 of 12 combinations trained, 2 failed (combo-0002, combo-0009). Results: out/sweep_results.json\n',
    );
    expect(scripts(results())).toEqual(COMBOS);
    expect(results().map(e => `${e.combo.n} ${e.combo.lr}`)).toEqual(
      [1, 2, 3, 4].flatMap(n => [0.1, 0.2, 0.3].map(lr => `${n} ${lr}`)),
    );
    expect(results().map(e => e.exit_code)).toEqual([0, 0, 3, 0, 0, 0, 0, 0, 0, 4, 0, 0]);
    expect(results().map(e => e.manifest === null)).toEqual(results().map(e => e.exit_code !== 0));
    expect(readFileSync(resultsFile(), 'utf8')).toContain('"lr": 0.10,');
    expect(stderr).toContain(
      'kyn: combo-0002 (lr=0.3, n=1) failed: exit code 3: KynMLError: as the test says, and what to do about it is not cut off [',
    );
    expect(stderr.match(/ trained in /g)).toHaveLength(10);
    expect(readFileSync(join(work, 'out/combo-0002/output.txt'), 'utf8')).toContain('KynMLError');
    expect([...python.started()].sort()).toEqual(COMBOS);
  });

  test('exits 0 where all succeeded, and each has a script and events of its own', () => {
    expect(sweep().status).toBe(0);
    const texts = new Set(COMBOS.map(name => readFileSync(join(work, 'out', name, 'train.py'), 'utf8')));
    expect(texts.size).toBe(12);
    const events = readdirSync(join(work, '.kynml/events'));
    expect(events.map(name => /-(\d{4})\.jsonl$/.exec(name)?.[1]).sort()).toEqual(COMBOS.map(name => name.slice(6)));
  });

  test('a run that exits with 0 but writes no manifest has failed', () => {
    python.behave({ '*': { silent: true } });
    const { status, stderr } = sweep();
    expect(stderr).toContain('failed: wrote no run_manifest.json');
    expect(status).toBe(1);
    expect(results().every(e => e.exit_code === 0 && e.manifest === null)).toBe(true);
  });
});

test('a script may print characters that the locale does not have', context => {
  if (runIn(work, 'python3', ['--version']).status !== 0) notRun(context, 'Python is needed.');
  const printing = join(top, 'printing');
  const modules =
    'print("\\n".join("module " + name for name in sys.argv[3:] if name != "kynml.cli") + "\\nend of modules")';
  const text = `#!/usr/bin/env python3\nimport sys\nif sys.argv[1] == "-c":\n    ${modules}\nelse:\n    print("\\u00e9 \\u2713 \\udc80")\n`;
  writeFileSync(printing, text, { mode: 0o755 });
  const locale = { LC_ALL: 'C', PYTHONUTF8: '0', PYTHONCOERCECLOCALE: '0' };
  const args = argv('--python', printing, '--param', 'n=1');
  const { stderr } = runIn(work, process.execPath, args, { ...process.env, ...locale });
  expect(stderr).toContain('combo-0000 (lr=0.1) failed: wrote no run_manifest.json');
  expect(readFileSync(join(work, 'out/combo-0000/output.txt'), 'utf8')).toBe('é ✓ \\udc80\n');
});

test('a sweep is refused in the folder of another one, also from another working folder', async () => {
  python.behave({ 'combo-0001': { wait: true } });
  const { child, ended } = start();
  await until(() => expect(python.pids('combo-0001')).toHaveLength(1));
  const other = join(top, 'other');
  mkdirSync(join(other, 'data'), { recursive: true });
  writeFileSync(join(other, 'house.kyn'), SPEC);
  writeFileSync(join(other, 'data/houses.csv'), CSV);
  const args = [...argv('--resume').map(arg => (arg === 'out' ? join(work, 'out') : arg)), '--no-history'];
  const refused = runIn(other, process.execPath, args, python.env);
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('house.kyn is being trained in ')]);
  child.kill('SIGTERM');
  await ended;
  expect(readdirSync(join(work, 'out')).sort()).toEqual(['combo-0000', 'combo-0001', 'sweep_results.json']);
  expect(readdirSync(join(work, 'out/combo-0001')).sort()).toEqual(['output.txt', 'train.py']);
});

test('a sweep does not remove the folder of a combination in which a training started meanwhile', async () => {
  python.behave({ 'combo-0000': { wait: true }, 'combo-0001': { wait: true } });
  const { ended } = start();
  await until(() => expect(python.pids('combo-0000')).toHaveLength(1));
  const args = [program.path(), 'train', 'house.kyn', '--python', python.path, '--out', 'out/combo-0001'];
  const training = spawn(process.execPath, args, { cwd: work, env: python.env, stdio: 'ignore', detached: true });
  running.push(training);
  await until(() => expect(python.pids('combo-0001')).toHaveLength(1));
  python.release('combo-0000');
  expect(await ended).toBe(2);
  expect(scripts(results())).toEqual(['combo-0000']);
  const trained = new Promise(resolve => training.once('exit', resolve));
  python.release('combo-0001');
  expect(await trained).toBe(0);
  expect(readdirSync(join(work, 'out/combo-0001')).sort()).toEqual(['run_manifest.json', 'train_house.py']);
});
