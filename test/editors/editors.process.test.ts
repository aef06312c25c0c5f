// Neovim, Vim with ALE, and Emacs do the work with a spec against `kyn lsp --stdio`, with the recipes of docs/editors.md: open, finding, hover, completion, fix,
// rename, format, drift, regenerated lock, hash.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kynProgram } from '../cli/kynProcess';
import { serveAnEditor } from '../cli/serveAnEditor';
import { lockFor } from '../lsp/lockFixture';
import { askPython } from '../python/askPython';
import { houseSpec } from '../specFixture';
import { needs, REPOSITORY, recipe, runEditor, workspace } from './editor';

const program = kynProgram();

const FILES = {
  'net.kyn': houseSpec.replace('epochs', 'epoch'),
  'kynml.lock': lockFor(houseSpec),
  'data/houses.csv': 'rooms,area,age,floor,price\n1,2,3,4,5\n2,3,4,5,6\n',
};

const SEEN = {
  finding: true,
  hover: expect.stringMatching(/key of `?train/),
  completion: true,
  fixed: true,
  renamed: '    model = Mlp',
  formatted: '    epochs = 3',
  locked: true,
  hash: expect.stringMatching(/^[0-9a-f]{64}$/),
};

test('Neovim', context => {
  needs(context, 'nvim', '--version');
  const folder = workspace({ ...FILES, 'recipe.lua': recipe('Neovim', 'lua') }, program.path());
  const runtime = `set runtimepath^=${join(REPOSITORY, 'editors/vim')}`;
  const drive = join(REPOSITORY, 'test/editors/neovim.lua');
  const args = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '--cmd', runtime, '--cmd', 'filetype plugin indent on'];
  const seen = runEditor(folder, 'nvim', [...args, '-c', 'luafile recipe.lua', '-c', `luafile ${drive}`]);
  expect(seen).toEqual({ ...SEEN, filetype: 'kynml', copied: true });
});

// Prompts of ALE: a menu of actions, from which the one with a text is chosen, and the new name.
const PROMPTS = `function! ale#util#Input(message, value, ...) abort
  return a:message =~# '^Code Fixes' ? matchstr(a:message, '\\n\\zs\\d\\+\\ze) [^\\n]*' . g:answer) : g:answer
endfunction
function! ale#util#Mode(...) abort
  return get(g:, 'shown_mode', call('mode', a:000))
endfunction
`;

test('Vim with ALE', context => {
  needs(context, 'vim', '-N', '-u', 'NONE', '-es', '-c', 'try | packadd ale | catch | cquit | endtry', '-c', 'qall!');
  const vimrc = [
    'set nocompatible hidden',
    `set runtimepath^=${join(REPOSITORY, 'editors/vim')}`,
    'let g:ale_hover_to_preview = 1',
    recipe('Vim', 'vim', { with: 'ale#' }),
    'filetype plugin indent on',
    '',
  ].join('\n');
  const folder = workspace({ ...FILES, vimrc, 'autoload/ale/util.vim': PROMPTS }, program.path());
  const drive = join(REPOSITORY, 'test/editors/ale.vim');
  const prompts = ['-c', 'runtime autoload/ale/util.vim', '-c', 'source autoload/ale/util.vim'];
  const seen = runEditor(folder, 'vim', [
    '-u',
    'vimrc',
    '-i',
    'NONE',
    '-n',
    '-es',
    ...prompts,
    '-c',
    `source ${drive}`,
  ]);
  expect(seen).toEqual({ ...SEEN, filetype: 'kynml' });
});

test('Emacs', context => {
  needs(context, 'emacs', '--batch', '--eval', "(require 'eglot)");
  const folder = workspace({ ...FILES, 'recipe.el': recipe('Emacs', 'elisp') }, program.path());
  const drive = join(REPOSITORY, 'test/editors/drive.el');
  const seen = runEditor(folder, 'emacs', [
    '--batch',
    '-L',
    join(REPOSITORY, 'editors/emacs'),
    '-l',
    'recipe.el',
    '-l',
    drive,
  ]);
  expect(seen).toEqual({ ...SEEN, mode: 'kynml-mode' });
});

// Editors that are not installed here: their files can be parsed, and what they start serves an editor.

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
