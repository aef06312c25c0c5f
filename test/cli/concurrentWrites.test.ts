// Files that another program changes between the plan of a command and its write: they are kept, and the command fails.
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../server/src/cli/run';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import { kynOnDisk, lockText, onDisk, sha256 } from './cliEnvironment';

const CHANGED = 'another program changed it meanwhile, so try again';

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-race-')));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(cwd, name), content);
  return cwd;
}

// Runs a command; just before its write, another program writes the same file.
function raced(files: Readonly<Record<string, string>>, other: string, ...argv: readonly string[]) {
  const cwd = folderWith(files);
  const writeAtomic: typeof nodeHost.writeAtomic = (file, ...rest) => {
    writeFileSync(file, other);
    return nodeHost.writeAtomic(file, ...rest);
  };
  const git: typeof nodeHost.git = async (_, args) => ({
    ok: true,
    stdout: new TextEncoder().encode(
      args.includes('HEAD') ? `${'a'.repeat(40)}\n` : args.includes('status') ? '## main\n' : '',
    ),
  });
  const program: typeof nodeHost.run = async () => ({
    ok: true,
    code: 0,
    stdout: '{"python": "3", "platform": "p"}',
    stderr: '',
  });
  const environment = onDisk(cwd);
  const io = { ...environment.io, python: () => '/python' };
  const host = { ...nodeHost, writeAtomic, git, run: program };
  return { cwd, outcome: run(argv, { ...environment, io, host }) };
}

test.each([
  ['create', {}],
  ['update', { 'kynml.lock': lockText('a.kyn', 'old') }],
])('lock create does not overwrite a lock that appears while it would %s one', async (_, files) => {
  const other = lockText('b.kyn', houseSpec);
  const { cwd, outcome } = raced({ 'a.kyn': houseSpec, ...files }, other, 'lock', 'create', 'a.kyn');
  const message = `kyn: kynml.lock could not be written: ${CHANGED}. Nothing was changed.\n`;
  expect(await outcome).toEqual({ code: 2, stdout: '', stderr: message });
  expect(readFileSync(path.join(cwd, 'kynml.lock'), 'utf8')).toBe(other);
});

test('lock create plans with one state of each file', async () => {
  const cwd = folderWith({ 'a.kyn': houseSpec });
  const lock = path.join(cwd, 'kynml.lock');
  const other = lockText('b.kyn', houseSpec);
  // The lock appears after it was found to be missing.
  const readBytes: typeof nodeHost.readBytes = (file, limit) => {
    const read = nodeHost.readBytes(file, limit);
    if (file === lock && !read.ok) writeFileSync(lock, other);
    return read;
  };
  const created = await run(['lock', 'create', 'a.kyn'], { ...onDisk(cwd), host: { ...nodeHost, readBytes } });
  expect(created).toMatchObject({ code: 2, stderr: expect.stringContaining(CHANGED) });
  expect(readdirSync(cwd).sort()).toEqual(['a.kyn', 'kynml.lock']);
});

test('lock create overwrites a file that is not text, with --force, if it still is not', async () => {
  const cwd = folderWith({ 'a.kyn': houseSpec, 'kynml.lock': Uint8Array.of(0xff, 0x7b) });
  expect((await kynOnDisk(cwd, 'lock', 'create', 'a.kyn', '--force')).code).toBe(0);
  expect((await kynOnDisk(cwd, 'lock', 'check', 'a.kyn')).code).toBe(0);
});

test('of two lock create at once, none loses its lock without a word', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const cwd = folderWith(Object.fromEntries(names.map(name => [`${name}.kyn`, houseSpec])));
  const codes = await Promise.all(
    names.map(async name => (await kynOnDisk(cwd, 'lock', 'create', `${name}.kyn`)).code),
  );
  for (const [i, name] of names.entries())
    expect((await kynOnDisk(cwd, 'lock', 'check', `${name}.kyn`)).code).toBe(codes[i] === 0 ? 0 : 1);
  expect(codes).toContain(0);
  expect(existsSync(path.join(cwd, 'kynml.lock'))).toBe(true);
});

test('fmt --write does not overwrite a later version of the spec', async () => {
  const { cwd, outcome } = raced({ 'a.kyn': 'model  A:\n    input 1\n' }, 'newer', 'fmt', '--write', 'a.kyn');
  expect(await outcome).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`a.kyn could not be written: ${CHANGED}.`),
  });
  expect(readFileSync(path.join(cwd, 'a.kyn'), 'utf8')).toBe('newer');
});

test('manifest new does not overwrite a file that appears', async () => {
  const files = { 'p.json': '{"kind": "synthetic", "seed": 7}' };
  const argv = ['manifest', 'new', '--provenance', 'p.json', '--out', 'm.json'];
  const { cwd, outcome } = raced(files, 'notes', ...argv);
  expect(await outcome).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`m.json could not be written: ${CHANGED}.`),
  });
  expect(readFileSync(path.join(cwd, 'm.json'), 'utf8')).toBe('notes');
  expect(readdirSync(cwd).sort()).toEqual(['m.json', 'p.json']);
});

test('check --fix does not overwrite a later version of the spec', async () => {
  const { cwd, outcome } = raced({ 'a.kyn': "dataset A:\n    target = 'y'\n" }, 'newer', 'check', '--fix', 'a.kyn');
  const { code, stderr } = await outcome;
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `kyn: a.kyn could not be fixed: ${CHANGED}. It was not changed.\n`,
  });
  expect(readFileSync(path.join(cwd, 'a.kyn'), 'utf8')).toBe('newer');
});

test('the output does not replace a file that appears meanwhile', async () => {
  const { cwd, outcome } = raced({ 'a.kyn': houseSpec }, 'newer', 'hash', 'a.kyn', '-o', 'hash.txt');
  const message = `kyn: hash.txt could not be written: ${CHANGED}. The output is printed instead.\n`;
  expect(await outcome).toEqual({ code: 2, stdout: `${sha256(houseSpec)}  a.kyn\n`, stderr: message });
  expect(readFileSync(path.join(cwd, 'hash.txt'), 'utf8')).toBe('newer');
});
