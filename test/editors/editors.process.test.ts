// Neovim, Vim with ALE, and Emacs do the work with a spec against `kyn lsp --stdio`, with the recipes of docs/editors.md: open, finding, hover, completion, fix,
// rename, format, drift, regenerated lock, hash.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kynProgram } from '../cli/kynProcess';
import { lockFor } from '../lsp/lockFixture';
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
