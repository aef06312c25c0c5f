// Scripts as processes of their own: Ctrl-C, an interpreter without torch, two trainings in one folder.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainingScript } from '../../../../src-shared/kyn/compile/script/trainingScript';
import { findPython } from '../../../python/askPython';
import { type PlanChange, planWith } from './plans';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  /** The working folder. */
  readonly work: string;
  readonly done: Promise<{ readonly code: number | null; readonly stderr: string }>;
  /** Resolves when stderr contains the text, or when the process has ended. */
  readonly shows: (text: string) => Promise<void>;
}

// Starts a script in its own process group, as a terminal does, so that a signal also reaches the workers.
function start(
  python: string,
  name: string,
  change: PlanChange,
  files: Readonly<Record<string, string>> = {},
): Started {
  const work = join(folder, name, 'work');
  mkdirSync(work, { recursive: true });
  const csv = join(folder, name, 'data.csv');
  writeFileSync(csv, `a,b,price\n${Array.from({ length: 50 }, (_, i) => `${i},${i % 7},${i}\n`).join('')}`);
  const script = join(folder, name, 'train.py');
  writeFileSync(script, trainingScript(planWith({ ...change, data: { csv, ...change.data } })));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  // Modules in the folder of the script are not imported.
  const modules = join(folder, name, 'modules');
  // A worker of PyTorch that is ended while it sends rows leaves a folder for its socket.
  const temporary = join(folder, name, 'temporary');
  mkdirSync(temporary, { recursive: true });
  const events = { KYNML_EVENTS: join(folder, name, 'events.jsonl') };
  const env = { ...process.env, ...events, PYTHONPATH: modules, TMPDIR: temporary };
  const child = spawn(python, [script], { cwd: work, env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    wake();
  });
  const done = new Promise<{ code: number | null; stderr: string }>(resolve => {
    child.on('close', code => {
      resolve({ code, stderr });
      wake();
    });
  });
  const shows = (text: string) =>
    new Promise<void>(resolve => {
      const check = () => {
        if (!stderr.includes(text) && child.exitCode === null) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return { child, work, done, shows };
}

test.each([
  ['', '0'],
  [' with workers', '2'],
])(
  'Ctrl-C%s ends a training with one line and without a manifest',
  { timeout: 120_000 },
  async (name, numWorkers, ...rest) => {
    const context = rest.at(-1) as unknown as Parameters<typeof findPython>[0];
    const change = { data: { numWorkers }, train: { epochs: '1000000' } };
    const { child, work, done, shows } = start(findPython(context, ['torch', 'numpy']), `interrupted${name}`, change);
    await shows('Epoch 2/');
    process.kill(-(child.pid as number), 'SIGINT');
    const { code, stderr } = await done;
    const lines = stderr.split('\n').filter(line => !line.startsWith('Epoch '));
    expect(lines).toEqual(['KynMLError: The training was stopped.', '']);
    expect(code).toBe(130);
    expect(readdirSync(work)).toEqual([]);
    const events = readFileSync(join(work, '..', 'events.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(JSON.parse(events.at(-1) ?? '')).toEqual({
      event: 'end',
      status: 'stopped',
      message: 'The training was stopped.',
    });
  },
);

test('a worker reports its errors, but not that the main process ended while it received rows', {
  timeout: 120_000,
}, context => {
  const python = findPython(context, ['torch', 'numpy']);
  const script = join(folder, 'worker.py');
  writeFileSync(script, trainingScript(planWith({ data: { numWorkers: '2' } })));
  const code = `
import runpy, sys
runpy.run_path(sys.argv[1])["start_worker"](0)
for error in (ConnectionResetError("reset"), BrokenPipeError("pipe"), EOFError(), OSError("no space"), ValueError("other")):
    sys.excepthook(type(error), error, None)
`;
  const { stderr, status } = spawnSync(python, ['-c', code, script], { encoding: 'utf8' });
  expect(stderr).toBe('OSError: no space\nValueError: other\n');
  expect(status).toBe(0);
});

test('Ctrl-C while PyTorch is imported is one line', { timeout: 120_000 }, async context => {
  const python = findPython(context, ['numpy']);
  // As PyTorch does, the module turns the exception of Ctrl-C into another one.
  const torch = `
import signal, sys
sys.stderr.write("importing\\n")
try:
    signal.pause()
except KeyboardInterrupt:
    raise RuntimeError("KeyboardInterrupt")
`;
  const { child, work, done, shows } = start(python, 'interrupted import', {}, { 'modules/torch.py': torch });
  await shows('importing\n');
  process.kill(-(child.pid as number), 'SIGINT');
  expect(await done).toEqual({ code: 130, stderr: 'importing\nKynMLError: The training was stopped.\n' });
  expect(readdirSync(work)).toEqual([]);
});

test.for([
  ['bin', (python: string) => python],
  ['my env', (python: string) => `"${python}"`],
] as const)(
  'an interpreter without torch in the folder %s is named with what to install',
  {
    timeout: 120_000,
  },
  async ([place, shown], context) => {
    const python = join(folder, place, 'python3');
    mkdirSync(dirname(python), { recursive: true });
    const ask = ['-c', 'import sys; print(sys.executable)'];
    symlinkSync(execFileSync(findPython(context, ['numpy']), ask, { encoding: 'utf8' }).trim(), python);
    // Python finds this module before the real one.
    const missing = {
      'modules/torch.py': 'raise ModuleNotFoundError("No module named \'torch\'\\nSee the manual.")\n',
    };
    const { work, done } = start(python, `without torch ${place}`, {}, missing);
    const { code, stderr } = await done;
    expect(stderr).toBe(
      `KynMLError: No module named 'torch'. The training needs torch and numpy. Install them with: ${shown(python)} -m pip install torch numpy\n`,
    );
    expect(code).toBe(1);
    expect(readdirSync(work)).toEqual([]);
  },
);

test('a PyTorch that does not know this numpy is one line', { timeout: 120_000 }, async context => {
  const python = findPython(context, ['torch', 'numpy']);
  // A package that Python finds before the real one.
  const other = {
    'modules/torch/__init__.py': 'nn = None\ndef from_numpy(_):\n    raise RuntimeError("Numpy is not available")\n',
    'modules/torch/utils/__init__.py': '',
    'modules/torch/utils/data.py': 'DataLoader = TensorDataset = None\n',
  };
  const { code, stderr } = await start(python, 'other numpy', {}, other).done;
  expect(stderr).toMatch(/^KynMLError: Numpy is not available\. The training needs torch and numpy\. [^\n]*\n$/);
  expect(code).toBe(1);
});

test.for([
  [
    'the cause',
    '"IMPORTANT: PLEASE READ THIS!\\n\\nAdvice.\\n\\nOriginal error was: No module named \'x\'\\n"',
    "Original error was: No module named 'x'",
  ],
  ['its type', '""', 'ImportError'],
])('of an import that fails, %s is named', { timeout: 120_000 }, async ([name, text, reason], context) => {
  const python = findPython(context, ['numpy']);
  const broken = { 'modules/torch.py': `raise ImportError(${text})\n` };
  const { code, stderr } = await start(python, `import ${name}`, {}, broken).done;
  expect(stderr).toMatch(/^KynMLError: [^\n]*\n$/);
  expect(stderr).toContain(`KynMLError: ${reason}. The training needs torch and numpy. Install them with: `);
  expect(code).toBe(1);
});

test('two trainings in one folder leave one whole manifest', { timeout: 120_000 }, async context => {
  const python = findPython(context, ['torch', 'numpy']);
  const change: PlanChange = { export: { format: 'torch', path: 'model.pt' } };
  const both = [start(python, 'shared', change), start(python, 'shared', change)];
  const ends = await Promise.all(both.map(({ done }) => done));
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  const work = join(folder, 'shared', 'work');
  expect(readdirSync(work).sort()).toEqual(['model.pt', 'run_manifest.json']);
  expect(existsSync(join(work, 'run_manifest.json'))).toBe(true);
  expect(Object.keys(JSON.parse(readFileSync(join(work, 'run_manifest.json'), 'utf8')).metrics)).toEqual([
    'mae',
    'rmse',
  ]);
});
