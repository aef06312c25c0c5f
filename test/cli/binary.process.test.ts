// The bundled `kyn` in its own process: tests that need a real process.
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { manifestText, sha256 } from './cliEnvironment';
import { kynProgram } from './kynProcess';
import { serveAnEditor } from './serveAnEditor';

const program = kynProgram();
const folder = mkdtempSync(path.join(tmpdir(), 'kyn-cli-'));
const work = path.join(folder, 'a b');

beforeAll(() => {
  mkdirSync(work);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Options {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

function kyn(argv: readonly string[], { input = '', env = {}, cwd = work }: Options = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [program.path(), ...argv], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

const write = (name: string, content: string | Uint8Array): void => {
  mkdirSync(path.dirname(path.join(work, name)), { recursive: true });
  writeFileSync(path.join(work, name), content);
};

// The modules that are loaded before a command runs: all static imports, without the dynamic ones.
function loadedBy(entry: string): Set<string> {
  const seen = new Set<string>();
  const { inputs } = program.metafile();
  const open = [entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const to of inputs[file]?.imports ?? []) if (to.kind !== 'dynamic-import') open.push(to.path);
  }
  return seen;
}

const NOT_AT_START =
  /server\/src\/lsp|vscode-|node_modules\/(zod|string-width)|src-shared\/artifacts\/|kyn\/checks|cli\/print\/(help|locks|table)\.ts/;

test('starting a command loads neither the language server nor schemas of artifacts nor tables', () => {
  const loaded = [...loadedBy('server/src/kyn.ts')];
  expect(loaded).toContain('server/src/cli/run.ts');
  // The lock commands report a lock with a newer schema as the editor does.
  const allowed = ['pythonRejects', 'lockNewer'].map(name => `src-shared/artifacts/findings/${name}.ts`);
  expect(loaded.filter(f => NOT_AT_START.test(f))).toEqual(allowed);
  const inBundle = Object.keys(program.metafile().inputs).filter(f => NOT_AT_START.test(f));
  for (const part of ['lsp/main.ts', 'node_modules/zod/', 'string-width/index.js', 'print/table.ts'])
    expect(inBundle.some(f => f.includes(part))).toBe(true);
});

test('the check of a spec loads no schema of artifacts, and neither it nor any start loads threads or what starts processes', () => {
  const loaded = [...loadedBy('server/src/cli/check/runCheck.ts')];
  expect(loaded).toContain('server/src/cli/check/checkSpec.ts');
  expect(loaded.filter(f => /node_modules\/zod|src-shared\/artifacts\/kinds/.test(f))).toEqual([]);
  const external = loaded.concat('server/src/kyn.ts').flatMap(f => program.metafile().inputs[f]?.imports ?? []);
  const slow = ['node:worker_threads', 'node:child_process', 'src-shared/host/node/runProcess.ts'];
  expect(external.filter(({ path, kind }) => slow.includes(path) && kind !== 'dynamic-import')).toEqual([]);
});

test('an interpreter is asked before what compiles a spec is loaded', () => {
  const loaded = [...loadedBy('server/src/cli/train/startTraining.ts'), ...loadedBy('server/src/cli/programs.ts')];
  expect(loaded).toContain('server/src/cli/train/chooseTool.ts');
  const parts = ['cli/train/specCompiler.ts', 'cli/train/trainSpec.ts', 'kyn/analyze.ts', 'kyn/syntax/parse.ts'];
  expect(loaded.filter(f => parts.some(part => f.endsWith(part)))).toEqual([]);
  const libraries = loaded.flatMap(f => program.metafile().inputs[f]?.imports ?? []).map(({ path }) => path);
  expect(libraries).toContain('node:fs');
  expect(libraries.filter(library => ['node:crypto', 'node:fs/promises'].includes(library))).toEqual([]);
});

test('neither the language server nor a check loads tables', () => {
  const entries = ['lsp/main.ts', 'cli/check/runCheck.ts', 'cli/check/print/text.ts'];
  const loaded = entries.flatMap(f => [...loadedBy(`server/src/${f}`)]);
  expect(loaded).toContain('server/src/cli/check/print/json.ts');
  expect(loaded.filter(f => /string-width|print\/table/.test(f))).toEqual([]);
});

describe('output in files', () => {
  const toFiles = (argv: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const [out, err] = ['out.txt', 'err.txt'].map(name => path.join(folder, name)) as [string, string];
    const stdio = ['ignore', openSync(out, 'w'), openSync(err, 'w')] as const;
    const { status } = spawnSync(process.execPath, [program.path(), ...argv], {
      cwd: work,
      env: { ...process.env, ...env },
      stdio: [...stdio],
    });
    for (const descriptor of stdio.slice(1)) closeSync(Number(descriptor));
    return { status, stdout: readFileSync(out, 'utf8'), stderr: readFileSync(err, 'utf8') };
  };

  test('is that of a pipe, and no library for streams, cryptography or measuring is loaded for it', () => {
    write('s.kyn', houseSpec);
    const list = path.join(folder, 'modules.txt');
    const hook = path.join(folder, 'hook.cjs');
    writeFileSync(
      hook,
      `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(list)}, process.moduleLoadList.join('\\n')));`,
    );
    for (const argv of [
      ['hash', 's.kyn', 'missing.kyn'],
      ['check', 's.kyn'],
    ]) {
      const { status, stdout, stderr } = kyn(argv);
      expect(toFiles(argv, { NODE_OPTIONS: `--require "${hook}"` })).toEqual({ status, stdout, stderr });
      const loaded = readFileSync(list, 'utf8').split('\n');
      expect(loaded).toContain('NativeModule fs');
      expect(loaded.filter(name => /^NativeModule (stream|crypto|perf_hooks|tty)$/.test(name))).toEqual([]);
    }
  });

  test('that cannot be written is reported', () => {
    const file = path.join(folder, 'read-only.txt');
    writeFileSync(file, '');
    const { status, stderr } = spawnSync(process.execPath, [program.path(), 'hash', 's.kyn'], {
      cwd: work,
      encoding: 'utf8',
      stdio: ['ignore', openSync(file, 'r'), 'pipe'],
    });
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'kyn: the output could not be written.\n' });
  });
});

test('hash, from a file and from standard input', () => {
  write('s.kyn', houseSpec);
  expect(kyn(['hash', 's.kyn', '-'], { input: 'x' })).toMatchObject({
    status: 0,
    stdout: `${sha256(houseSpec)}  s.kyn\n${sha256('x')}  -\n`,
    stderr: '',
  });
});

test('a lock is created and checked, and its drift is detected', () => {
  write('l/s.kyn', houseSpec);
  const cwd = path.join(work, 'l');
  expect(kyn(['lock', 'create', 's.kyn'], { cwd }).status).toBe(0);
  expect(kyn(['lock', 'check', 's.kyn'], { cwd }).status).toBe(0);
  write('l/s.kyn', `${houseSpec}# more\n`);
  expect(kyn(['lock', 'check', 's.kyn'], { cwd }).status).toBe(1);
});

test('a whole folder: ignored files are left out, symbolic links are not followed', () => {
  write('g/a.kyn', houseSpec);
  write('g/out/b.kyn', 'train:\n');
  write('g/runs/run_manifest.json', manifestText());
  write('g/.gitignore', 'out\n');
  const cwd = path.join(work, 'g');
  symlinkSync('.', path.join(cwd, 'loop'));
  expect(spawnSync('git', ['init', '--quiet', '.'], { cwd }).status).toBe(0);
  const { status, stdout } = kyn(['check', '--format', 'json'], { cwd });
  expect(status).toBe(0);
  expect(JSON.parse(stdout).files.map((f: { path: string }) => f.path)).toEqual(['a.kyn', 'runs/run_manifest.json']);
});

test('a spec of ten million characters is checked', () => {
  write('data/houses.csv', 'a,b,c,d,price\n1,2,3,4,5\n');
  write('big.kyn', `${houseSpec}${'# a comment that makes the file long\n'.repeat(280_000)}`);
  expect(kyn(['check', 'big.kyn'])).toMatchObject({ status: 0, stdout: '1 file checked: no problems.\n', stderr: '' });
});

test('a reader that closes the pipe early is not an error', async () => {
  write('many.kyn', 'train:\n    epochs = x\n'.repeat(5000));
  const child = spawn(process.execPath, [program.path(), 'check', 'many.kyn'], { cwd: work });
  let stderr = '';
  child.stderr.on('data', part => {
    stderr += part;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const status = await new Promise(resolve => child.once('close', resolve));
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
});

test('without a terminal the output is coloured only on request', () => {
  write('bad.kyn', 'train:\n');
  const { stdout } = kyn(['check', 'bad.kyn']);
  expect(stdout).toMatch(/ error kyn\//);
  expect(stdout).not.toContain('\u001b');
  expect(kyn(['check', 'bad.kyn'], { env: { FORCE_COLOR: '1' } }).stdout).toContain('\u001b[31merror\u001b[39m');
});

test('without a terminal the output is not wrapped, even with COLUMNS', () => {
  write('w/s.kyn', houseSpec);
  write('w/kynml.lock', '{"source_path": "s.kyn", "config_hash": "x", "schema_version": "1"}');
  const cwd = path.join(work, 'w');
  const { stdout } = kyn(['lock', 'check', 's.kyn'], { cwd, env: { COLUMNS: '30' } });
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stdout).toMatch(/^invalid {2}s\.kyn {2}kynml\.lock .{20}/);
});

test('a deleted working folder is reported in one line', () => {
  const gone = path.join(folder, 'gone');
  mkdirSync(gone);
  const script = 'cd "$1" && rmdir "$1" && exec "$2" "$3" hash x';
  const run = spawnSync('sh', ['-c', script, 'sh', gone, process.execPath, program.path()], { encoding: 'utf8' });
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/kyn: the working folder no longer exists\. Change to another folder\.\n$/);
});

test('a lock keeps the mode of its file and its symbolic link', () => {
  write('m/s.kyn', houseSpec);
  write('m/real.lock', '{"source_path": "s.kyn", "schema_version": "1"}');
  const cwd = path.join(work, 'm');
  chmodSync(path.join(cwd, 'real.lock'), 0o640);
  symlinkSync('real.lock', path.join(cwd, 'kynml.lock'));
  expect(kyn(['lock', 'create', 's.kyn'], { cwd }).status).toBe(0);
  expect(statSync(path.join(cwd, 'real.lock')).mode & 0o777).toBe(0o640);
  expect(kyn(['lock', 'check', 's.kyn', '--lock', 'real.lock'], { cwd }).status).toBe(0);
});

test('lsp --stdio answers an editor; without --stdio it is a usage error', async () => {
  const child = spawn(process.execPath, [program.path(), 'lsp', '--stdio'], { cwd: work });
  expect(await serveAnEditor(child)).toBe(0);
  expect(kyn(['lsp']).status).toBe(2);
});

test('lsp --stdio ends without a word when its output is closed', async () => {
  const child = spawn(process.execPath, [program.path(), 'lsp', '--stdio'], { cwd: work });
  const closed = new Promise(resolve => child.once('close', resolve));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', part => {
    errors += part;
  });
  const send = (text: string): boolean => child.stdin.write(`Content-Length: ${text.length}\r\n\r\n${text}`);
  send('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}');
  await new Promise(resolve => child.stdout.once('data', resolve));
  child.stdout.destroy();
  child.stdin.on('error', () => undefined);
  send('{"jsonrpc":"2.0","id":2,"method":"workspace/symbol","params":{"query":""}}');
  send('{"jsonrpc":"2.0","id":3,"method":"workspace/symbol","params":{"query":""}}');
  expect({ code: await closed, errors }).toEqual({ code: 1, errors: '' });
});

test('many files are checked in worker threads, also with a link to the program', () => {
  const folder = 'many';
  for (let i = 0; i < 850; i++)
    write(
      `${folder}/s${i}.kyn`,
      i === 300 ? houseSpec.replace('epochs', 'epoch') : houseSpec.replace('0.01', `0.${i + 1}`),
    );
  // Threads are used on machines with at least four cores.
  const cores = path.join(work, 'cores.cjs');
  writeFileSync(cores, `require('node:os').availableParallelism = () => 4;\n`);
  const link = path.join(work, 'kyn-link');
  symlinkSync(program.path(), link);
  for (const binary of [program.path(), link]) {
    const run = spawnSync(process.execPath, ['--require', cores, binary, 'check', folder, '--format', 'json'], {
      cwd: work,
      encoding: 'utf8',
    });
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 1, stderr: '' });
    const { files, summary } = JSON.parse(run.stdout);
    expect(summary.files).toBe(850);
    expect(
      files.filter((f: { diagnostics: unknown[] }) => f.diagnostics.length > 0).map((f: { path: string }) => f.path),
    ).toEqual([`${folder}/s300.kyn`]);
  }
});
