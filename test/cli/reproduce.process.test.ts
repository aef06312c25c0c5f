// kyn reproduce with a real interpreter, in real repositories.
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stepReader } from '../../client/src/tasks/reproduceProcess';
import { findPython } from '../python/askPython';
import { kynProgram, runIn } from './kynProcess';

const program = kynProgram();
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn reproduce ')));
afterAll(() => rmSync(folder, { recursive: true }));

const SPEC = `params:
    lr = 0.01

dataset Points:
    source = csv("data/points.csv")
    target = "y"
    normalize = true

model Line:
    input 2
    dense 4 relu
    dense 1 linear

train:
    model = Line
    data = Points
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 3
    batch = 8
    device = cpu
    seed = 42

evaluate:
    metrics = [mae, rmse]
`;
const SEEDLESS = SPEC.replace('    seed = 42\n', '');
const DATA = `a,b,y\n${Array.from({ length: 40 }, (_, i) => `${i},${(i * 7) % 11},${3 * i - 2}\n`).join('')}`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const git = (cwd: string, ...args: readonly string[]): void => {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'core.autocrlf=false', ...args], {
    cwd,
  });
};

// Temporary folders are counted, so other programs must not create any there.
const temporary = path.join(folder, 'tmp');
mkdirSync(temporary);
const env = { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary };

const kyn = (cwd: string, ...args: readonly string[]) => runIn(cwd, process.execPath, [program.path(), ...args], env);

let trained: string | undefined;

// A repository in which the spec was trained with --param lr=0.05 and its first version was committed. Trained once, copied for each test.
function repository(
  context: Parameters<typeof findPython>[0],
  name: string,
): { readonly cwd: string; readonly python: string } {
  const python = findPython(context, ['torch', 'numpy']);
  if (trained === undefined) {
    const first = path.join(folder, 'first run');
    mkdirSync(path.join(first, 'data'), { recursive: true });
    writeFileSync(path.join(first, 'spec.kyn'), SPEC);
    writeFileSync(path.join(first, 'data/points.csv'), DATA);
    git(first, 'init', '-q');
    git(first, 'add', '.');
    git(first, 'commit', '-qm', 'first');
    const run = kyn(first, 'train', 'spec.kyn', '--python', python, '--compiler', 'builtin', '--param', 'lr=0.05');
    expect(run.stderr).not.toContain('KynMLError');
    expect(run.status).toBe(0);
    trained = first;
  }
  const cwd = path.join(folder, name);
  cpSync(trained, cwd, { recursive: true });
  return { cwd, python };
}

const reproduce = (cwd: string, python: string, ...args: readonly string[]) => {
  const run = kyn(cwd, 'reproduce', 'run_manifest.json', '--python', python, '--format', 'json', ...args);
  return { ...run, json: run.stdout === '' ? undefined : JSON.parse(run.stdout) };
};

const states = (json: { steps: { name: string; state: string }[] }): Record<string, string> =>
  Object.fromEntries(json.steps.map(({ name, state }) => [name, state]));

// Every file with its content and time, also those of git.
function snapshot(top: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(top, { recursive: true, withFileTypes: true }).sort((a, b) =>
    path.join(a.parentPath, a.name) < path.join(b.parentPath, b.name) ? -1 : 1,
  )) {
    const file = path.join(entry.parentPath, entry.name);
    hash.update(`${file}\0${entry.isFile() ? `${statSync(file).mtimeMs}\0${readFileSync(file, 'latin1')}` : ''}\0`);
  }
  return hash.digest('hex');
}

const changeManifest = (cwd: string, change: (manifest: { metrics: Record<string, number> }) => void): void => {
  const file = path.join(cwd, 'run_manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  change(manifest);
  writeFileSync(file, JSON.stringify(manifest));
};

/** What is left in the temporary folder, without the cache that newer versions of PyTorch keep there. */
const leftIn = (folder: string): string[] => readdirSync(folder).filter(name => !name.startsWith('torchinductor_'));

describe('kyn reproduce', { timeout: 120_000 }, () => {
  test('reproduces a run exactly, with its params, and changes nothing in the workspace', context => {
    const { cwd, python } = repository(context, 'exactly');
    const before = snapshot(cwd);
    const kept = path.join(folder, 'kept.json');
    const { status, stderr, json } = reproduce(cwd, python, '--keep', kept);
    expect(stderr).toContain('run: training with');
    // The editor follows these lines.
    const steps: string[] = [];
    stepReader(({ name, state }) => steps.push(`${name} ${state}`))(stderr);
    expect(steps).toHaveLength(2 * 7 - 1);
    expect(steps.at(-1)).toBe('metrics confirmed');
    expect(json.reasons).toEqual([]);
    expect(json.verdict).toBe('reproduced-exactly');
    expect(status).toBe(0);
    const { environment, ...others } = states(json);
    expect(new Set(Object.values(others))).toEqual(new Set(['confirmed']));
    expect(json.metrics.map((m: { name: string; equal: boolean }) => [m.name, m.equal])).toEqual([
      ['mae', true],
      ['rmse', true],
    ]);
    expect(snapshot(cwd)).toBe(before);
    const recorded = JSON.parse(readFileSync(path.join(cwd, 'run_manifest.json'), 'utf8'));
    expect(recorded.params).toEqual({ lr: '0.05' });
    // The environment of a run includes its device.
    expect(environment).toBe(recorded.device === undefined ? 'unknown' : 'confirmed');
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual(recorded);
    expect(leftIn(temporary)).toEqual([]);
  });

  test('does not reproduce a changed metric', context => {
    const { cwd, python } = repository(context, 'changed metric');
    changeManifest(cwd, ({ metrics }) => {
      metrics.mae = (metrics.mae ?? 0) * 1.01;
    });
    const { status, json } = reproduce(cwd, python);
    expect(json.verdict).toBe('not-reproduced');
    expect(status).toBe(1);
    expect(states(json).metrics).toBe('contradicted');
    expect(json.metrics[0].a).not.toBe(json.metrics[0].b);
  });

  test('reproduces an entry of a sweep with its combination', context => {
    const { cwd, python } = repository(context, 'sweep');
    const { params: _, ...manifest } = JSON.parse(readFileSync(path.join(cwd, 'run_manifest.json'), 'utf8'));
    const entries = [{ combo: { lr: 0.05 }, exit_code: 0, manifest, script: 'combo-0000/train.py' }];
    writeFileSync(path.join(cwd, 'sweep_results.json'), JSON.stringify(entries));
    const run = kyn(cwd, 'reproduce', 'sweep_results.json#0', '--python', python);
    expect(run.stdout).toMatch(/^Reproduced exactly\nsweep_results\.json#0: /);
    expect(run.status).toBe(0);
  });

  test('does not train with changed data', context => {
    const { cwd, python } = repository(context, 'changed data');
    writeFileSync(path.join(cwd, 'data/points.csv'), DATA.replace('0,0,-2', '0,0,-3'));
    const { status, stderr, json } = reproduce(cwd, python);
    expect(json.verdict).toBe('cannot-be-judged');
    expect(status).toBe(1);
    expect(states(json)).toMatchObject({ data: 'contradicted', run: 'unknown' });
    expect(stderr).not.toContain('run: training');
  });

  test('reproduces a version of the spec and the data that only git has', context => {
    const { cwd, python } = repository(context, 'only git');
    rmSync(path.join(cwd, '.kynml'), { recursive: true });
    writeFileSync(path.join(cwd, 'spec.kyn'), SPEC.replace('epochs = 3', 'epochs = 5'));
    writeFileSync(path.join(cwd, 'data/points.csv'), 'a,b,y\n1,2,3\n');
    git(cwd, 'commit', '-qam', 'second');
    const before = snapshot(cwd);
    const { status, json } = reproduce(cwd, python);
    expect(json.verdict).toBe('reproduced-exactly');
    expect(status).toBe(0);
    expect(json.steps[1].detail).toMatch(/is in commit [0-9a-f]{12} as spec\.kyn\.$/);
    expect(json.steps[3].detail).toContain('in the commit of the spec');
    expect(snapshot(cwd)).toBe(before);
  });

  test('cannot judge a run whose spec is nowhere', context => {
    const { cwd, python } = repository(context, 'nowhere');
    for (const name of ['.kynml', '.git']) rmSync(path.join(cwd, name), { recursive: true });
    writeFileSync(path.join(cwd, 'spec.kyn'), SPEC.replace('epochs = 3', 'epochs = 5'));
    const { status, json } = reproduce(cwd, python);
    expect(json.verdict).toBe('cannot-be-judged');
    expect(status).toBe(1);
    expect(states(json)).toMatchObject({ spec: 'unknown', data: 'unknown', run: 'unknown' });
  });

  test('cannot judge a run without torch, and names the interpreter', context => {
    const { cwd, python } = repository(context, 'no torch');
    // An interpreter without packages: isolated from those of the system.
    const bare = path.join(folder, 'bare-python');
    writeFileSync(bare, `#!/bin/sh\nexec '${python}' -S "$@"\n`, { mode: 0o755 });
    const { status, json } = reproduce(cwd, bare);
    expect(json.verdict).toBe('cannot-be-judged');
    expect(status).toBe(1);
    expect(json.reasons[0]).toContain(`The interpreter ${bare} does not have \`torch\` and \`numpy\``);
    expect(states(json)).toMatchObject({
      spec: 'confirmed',
      data: 'confirmed',
      environment: 'unknown',
      run: 'unknown',
    });
  });

  test('calls a run without a seed at most consistent', context => {
    const { cwd, python } = repository(context, 'no seed');
    writeFileSync(path.join(cwd, 'spec.kyn'), SEEDLESS);
    expect(kyn(cwd, 'train', 'spec.kyn', '--python', python, '--compiler', 'builtin').status).toBe(0);
    const { json } = reproduce(cwd, python, '--tolerance', '0.99');
    expect(json.verdict).toBe('consistent');
    expect(json.reasons[0]).toContain('did not set a seed');
  });

  // A training without an end; `stop` is called while it trains.
  async function cancelled(
    context: Parameters<typeof findPython>[0],
    { name, format, stop }: { name: string; format: string; stop: (child: ChildProcessWithoutNullStreams) => void },
  ) {
    const { cwd, python } = repository(context, name);
    const endless = SPEC.replace('epochs = 3', 'epochs = 100000000');
    writeFileSync(path.join(cwd, 'spec.kyn'), endless);
    const file = path.join(cwd, 'run_manifest.json');
    const manifest = { ...JSON.parse(readFileSync(file, 'utf8')), config_hash: sha256(endless) };
    writeFileSync(file, JSON.stringify(manifest));
    const args = [program.path(), 'reproduce', 'run_manifest.json', '--python', python, '--format', format];
    const child = spawn(process.execPath, args, { cwd, env });
    const ended = new Promise(resolve => child.on('exit', resolve));
    let stderr = '';
    child.stderr.on('data', part => {
      stderr += part;
      if (String(part).includes('run: training with')) stop(child);
    });
    return { code: await ended, stderr };
  }

  test('ends the training on Ctrl-C and removes the temporary folder', async context => {
    const stop = (child: ChildProcessWithoutNullStreams) => child.kill('SIGINT');
    const { code, stderr } = await cancelled(context, { name: 'cancelled', format: 'text', stop });
    expect(code).toBe(130);
    expect(stderr).toContain('the run was not reproduced: it was cancelled');
    expect(leftIn(temporary)).toEqual([]);
  });

  test('for the editor, ends the training when the input is closed, and removes the temporary folder', async context => {
    const stop = (child: ChildProcessWithoutNullStreams) => child.stdin.end();
    const { code, stderr } = await cancelled(context, { name: 'closed', format: 'view', stop });
    expect(code).toBe(129);
    expect(stderr).toContain('the run was not reproduced: it was cancelled');
    expect(leftIn(temporary)).toEqual([]);
  });
});
