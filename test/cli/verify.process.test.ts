// kyn verify of runs that `kyn train` and `kyn sweep` made, in a real repository.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findPython } from '../python/askPython';
import { kynProgram, runIn } from './kynProcess';

const program = kynProgram();
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn verify ')));
afterAll(() => rmSync(folder, { recursive: true }));

const SPEC = `params:
    lr = 0.01
    width = 4

dataset Points:
    source = csv("data/points.csv")
    target = "y"

model Line:
    input 2
    dense $width relu
    dense 1 linear

train:
    model = Line
    data = Points
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 1
    batch = 8
    device = cpu
    seed = 42
    checkpoint = checkpoint(path="weights.pt", every=1)

evaluate:
    metrics = [mae]

export:
    format = torch
    path = "model.pt"

sweep:
    lr = [0.0010, 0.050]
    width = [4, 8]
`;
const DATA = `a,b,y\n${Array.from({ length: 40 }, (_, i) => `${i},${(i * 7) % 11},${3 * i - 2}\n`).join('')}`;

const kyn = (cwd: string, ...args: readonly string[]) => runIn(cwd, process.execPath, [program.path(), ...args]);

const git = (cwd: string, ...args: readonly string[]): void => {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'core.autocrlf=false', ...args], {
    cwd,
  });
};

function repository(name: string): string {
  const cwd = path.join(folder, name);
  mkdirSync(path.join(cwd, 'data'), { recursive: true });
  writeFileSync(path.join(cwd, 'spec.kyn'), SPEC);
  writeFileSync(path.join(cwd, 'data/points.csv'), DATA);
  git(cwd, 'init', '-q');
  git(cwd, 'add', '.');
  git(cwd, 'commit', '-qm', 'first');
  return cwd;
}

interface Verified {
  readonly status: number | null;
  /** For each run, the steps that are not confirmed. */
  readonly doubts: readonly (readonly string[])[];
}

function verify(cwd: string, ...runs: readonly string[]): Verified {
  const { status, stdout, stderr } = kyn(cwd, 'verify', ...runs, '--format', 'json');
  expect(stderr).toBe('');
  const { runs: verified } = JSON.parse(stdout);
  const doubtsOf = (run: { steps: { name: string; state: string; detail: string }[] }): string[] =>
    run.steps.filter(s => s.state !== 'confirmed').map(s => `${s.name} ${s.state}`);
  return { status, doubts: verified.map(doubtsOf) };
}

function train(cwd: string, python: string, ...args: readonly string[]): void {
  const run = kyn(cwd, ...args, '--python', python, '--compiler', 'builtin');
  expect(run.stderr).not.toContain('KynMLError');
  expect(run.status).toBe(0);
}

describe('a run of kyn train', { timeout: 120_000 }, () => {
  test('is confirmed in every step, and contradicted by each change', context => {
    const python = findPython(context, ['torch', 'numpy']);
    const cwd = repository('train');
    kyn(cwd, 'lock', 'create', 'spec.kyn');
    train(cwd, python, 'train', 'spec.kyn', '--param', 'lr=5e-2');
    const file = (name: string): string => path.join(cwd, name);
    expect(verify(cwd, 'run_manifest.json')).toEqual({ status: 0, doubts: [[]] });

    const script = readFileSync(file('train_spec.py'), 'utf8');
    writeFileSync(file('train_spec.py'), script.replace('EPOCHS = 1', 'EPOCHS = 2'));
    expect(verify(cwd, '.')).toEqual({ status: 1, doubts: [['script contradicted']] });
    writeFileSync(file('train_spec.py'), script);

    const manifest = readFileSync(file('run_manifest.json'), 'utf8');
    writeFileSync(file('run_manifest.json'), manifest.replace('"seed": 42', '"seed": 43'));
    expect(verify(cwd, '.')).toEqual({ status: 0, doubts: [['manifest unknown']] });
    writeFileSync(file('run_manifest.json'), manifest);

    appendFileSync(file('spec.kyn'), '# a later version\n');
    expect(verify(cwd, '.')).toEqual({ status: 0, doubts: [[]] });
    kyn(cwd, 'lock', 'create', 'spec.kyn');
    expect(verify(cwd, '.')).toEqual({ status: 0, doubts: [['lock unknown']] });

    // The commit of the spec has the data.
    rmSync(file('.kynml'), { recursive: true });
    writeFileSync(file('data/points.csv'), 'a,b,y\n1,2,3\n');
    expect(verify(cwd, '.')).toEqual({ status: 0, doubts: [['lock unknown']] });
    git(cwd, 'rm', '-q', '--cached', 'data/points.csv');
    git(cwd, 'commit', '-q', '--amend', '-m', 'without data');
    git(cwd, 'reflog', 'expire', '--expire=now', '--all');
    expect(verify(cwd, '.')).toEqual({ status: 1, doubts: [['data_hash contradicted', 'lock unknown']] });
  });
});

describe('a run of kyn sweep', { timeout: 240_000 }, () => {
  test('is confirmed entry by entry: the values of its combination give the code of its script', context => {
    const python = findPython(context, ['torch', 'numpy']);
    const cwd = repository('sweep');
    kyn(cwd, 'lock', 'create', 'spec.kyn');
    train(cwd, python, 'sweep', 'spec.kyn', '--out', 'sweep');
    expect(verify(cwd, 'sweep/sweep_results.json')).toEqual({ status: 0, doubts: [[], [], [], []] });
    // The manifests in the folders of the combinations are runs too.
    expect(verify(cwd, 'sweep').doubts).toHaveLength(8);
    const other = readFileSync(path.join(cwd, 'sweep/combo-0000/train.py'), 'utf8');
    writeFileSync(path.join(cwd, 'sweep/combo-0003/train.py'), other);
    expect(verify(cwd, 'sweep/sweep_results.json#3')).toEqual({ status: 1, doubts: [['script contradicted']] });
  });
});
