// The package for npm as a user gets it: installed without a network into an empty folder, it runs every program.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../cli/cliEnvironment';
import { serveAnEditor } from '../cli/serveAnEditor';
import { houseSpec } from '../specFixture';

const root = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'npm-package-'));
const empty = join(work, 'empty');
const installed = join(empty, 'node_modules', 'kyn');
const environment = { ...process.env, HOME: work, npm_config_cache: join(work, 'cache'), npm_config_offline: 'true' };
let tarball = '';

const npm = (args: readonly string[]) => {
  const run = spawnSync('npm', args, { cwd: empty, env: environment, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
};
const npx = (...args: string[]) =>
  spawnSync('npx', ['kyn', ...args], { cwd: empty, env: environment, encoding: 'utf8' });

beforeAll(() => {
  mkdirSync(empty);
  execFileSync(process.execPath, ['scripts/npmPackage.mjs', work], { cwd: root, env: environment });
  tarball = readdirSync(work).find(name => name.endsWith('.tgz')) ?? '';
  npm(['install', '--no-audit', '--no-fund', join(work, tarball)]);
}, 120_000);
afterAll(() => rmSync(work, { recursive: true }));

test('it has the programs, the docs and the licences, and nothing else', () => {
  expect(tarball).toBe('kyn-0.1.0.tgz');
  expect(statSync(join(work, tarball)).size).toBeLessThan(700_000);
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  expect(files.sort()).toEqual([
    ...['LICENSE', 'README.md', 'ThirdPartyNotices.txt', 'core.js', 'docs'],
    ...['agents', 'browser', 'ci', 'cli', 'editors', 'evidence', 'formats', 'language', 'reference', 'targets'].map(
      name => join('docs', `${name}.md`),
    ),
    ...['kyn.js', 'mcp.js', 'package.json', 'server.js'],
  ]);
  const notices = readFileSync(join(installed, 'ThirdPartyNotices.txt'), 'utf8');
  for (const name of [
    'zod',
    'yaml',
    'vscode-languageserver',
    'vscode-jsonrpc',
    'string-width',
    '@modelcontextprotocol/sdk',
  ])
    expect(notices).toContain(`\n${name} `);
  expect(notices).not.toContain('preact');
});

test('its README names the file to install, and links only to files of the package', () => {
  const readme = readFileSync(join(installed, 'README.md'), 'utf8');
  expect(readme).toContain(`npm install --global ./${tarball} `);
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
  expect(links).toContain('docs/editors.md');
  expect(links.filter(link => !existsSync(join(installed, link)))).toEqual([]);
});

test('its pages link only to files of the package, which has no pictures', () => {
  const docs = join(installed, 'docs');
  for (const page of readdirSync(docs)) {
    const text = readFileSync(join(docs, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
    expect([page, links.filter(link => !existsSync(join(docs, link)))]).toEqual([page, []]);
    expect(text).not.toMatch(/\bPictures\b|!\[|\s\(\)|\n\n\n/);
  }
});

test('it needs no other package', () => {
  const { dependencies } = JSON.parse(npm(['ls', '--all', '--json']));
  expect(Object.keys(dependencies)).toEqual(['kyn']);
  expect(dependencies.kyn.dependencies).toBeUndefined();
});

test('its version is that of the repository, and it needs the same Node', () => {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
  const [ours, theirs] = [read(join(root, 'package.json')), read(join(installed, 'package.json'))];
  expect(theirs).toMatchObject({ version: ours.version, license: ours.license, engines: { node: ours.engines.node } });
  expect(npx('--version')).toMatchObject({ status: 0, stdout: `kyn ${ours.version}\n`, stderr: '' });
});

test('npx kyn hash prints the hash of a spec', () => {
  writeFileSync(join(empty, 's.kyn'), houseSpec);
  expect(npx('hash', 's.kyn')).toMatchObject({ status: 0, stdout: `${sha256(houseSpec)}  s.kyn\n`, stderr: '' });
});

test.each([
  ['npx kyn lsp --stdio', 'npx', ['kyn', 'lsp', '--stdio']],
  ['server.js --stdio', process.execPath, [join(installed, 'server.js'), '--stdio']],
])('%s serves an editor, and ends with it', async (_, program, args) => {
  const child = spawn(program, args, { cwd: empty, env: environment });
  expect(await serveAnEditor(child)).toBe(0);
});
