// The recipes of docs/editors.md for editors that are not installed here: their files can be parsed, and what they start serves an editor.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kynProgram } from '../cli/kynProcess';
import { serveAnEditor } from '../cli/serveAnEditor';
import { askPython } from '../python/askPython';
import { houseSpec } from '../specFixture';
import { needs, recipe, runEditor, workspace } from './editor';

const program = kynProgram();

const environmentOf = (folder: string) => ({ ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` });

/** The exit code of a language server that a recipe starts, after it has served an editor. */
async function serve([command = '', ...args]: readonly string[]): Promise<unknown> {
  const folder = workspace({}, program.path());
  return serveAnEditor(spawn(command, args, { cwd: folder, env: environmentOf(folder) }));
}

test('Vim registers the server with vim-lsp', async context => {
  needs(context, 'vim', '--version');
  const folder = workspace({
    // In place of vim-lsp, which announces itself, and which the recipe answers with a registration.
    'autoload/lsp.vim': 'function! lsp#register_server(server)\n  let g:seen = a:server\nendfunction\n',
    'check.vim': `source recipe.vim
doautocmd User lsp_setup
let g:seen.cmd = g:seen.cmd({})
call writefile([json_encode(g:seen)], 'result.json')
qall!
`,
    'recipe.vim': recipe('Vim', 'vim', { with: 'lsp_setup' }),
  });
  const start = ['-u', 'NONE', '-i', 'NONE', '-n', '-es', '--cmd', 'set nocompatible runtimepath^=.'];
  const seen = runEditor(folder, 'vim', [...start, '-c', 'source check.vim']) as { readonly cmd: readonly string[] };
  expect(seen).toMatchObject({
    name: 'kynml',
    allowlist: ['kynml', 'json'],
    initialization_options: { trusted: false },
  });
  expect(await serve(seen.cmd)).toBe(0);
});

test('Helix has the language and starts the server for it', async context => {
  interface Helix {
    readonly 'language-server': Readonly<Record<string, { command: string; args: string[]; config: object }>>;
    readonly language: readonly { name: string; 'language-servers': string[]; 'file-types'?: string[] }[];
  }
  const script = 'import tomllib\noutput = tomllib.loads(input)';
  const helix = askPython<Helix>(context, script, recipe('Helix', 'toml'), { modules: ['tomllib'] });
  const { command, args, config } = helix['language-server'].kynml ?? { command: '', args: [], config: {} };
  expect(config).toEqual({ trusted: false });
  expect(helix.language.map(l => [l.name, l['file-types'], l['language-servers'].includes('kynml')])).toEqual([
    ['kynml', ['kyn'], true],
    ['json', undefined, true],
  ]);
  expect(await serve([command, ...args])).toBe(0);
});

test('Sublime Text starts the server', async () => {
  const { clients } = JSON.parse(recipe('Sublime Text', 'json'));
  expect(clients.kynml).toMatchObject({ enabled: true, initializationOptions: { trusted: false } });
  expect(await serve(clients.kynml.command)).toBe(0);
});

test('Zed checks the folder with a task', () => {
  const [task] = JSON.parse(recipe('Zed', 'json'));
  const folder = workspace({ 'net.kyn': houseSpec.replace('epochs', 'epoch') }, program.path());
  const run = spawnSync(task.command, task.args, { cwd: folder, env: environmentOf(folder), encoding: 'utf8' });
  expect(run.stdout).toContain('net.kyn:');
  expect(run.stdout).toContain('kyn/unknown-key');
  expect(run.status).toBe(1);
});
