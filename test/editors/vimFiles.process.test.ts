// The files for Vim and Neovim: the filetype, the colours and the indentation of a spec.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { needs, REPOSITORY, runEditor, workspace } from './editor';

const SPEC = `import "lib.kyn"
# A comment with "quotes" and 1
params:
    lr = -0.01

dataset Houses:
    source = csv("data/a.csv", header=true)

model Net:
    dense 2 relu

train:
    model = Net
    optimizer = adam(lr=$lr)
    bad = 'x'
    worse = "x
`;

/** The group of the first character of a text, for texts of the spec. */
const GROUPS: Readonly<Record<string, string>> = {
  import: 'kynmlImport',
  '"lib.kyn"': 'kynmlString',
  '# A comment': 'kynmlComment',
  '1\n': 'kynmlComment',
  'params:': 'kynmlBlock',
  'lr = -': 'kynmlKey',
  '= -0': 'kynmlOperator',
  '-0.01': 'kynmlNumber',
  'dataset ': 'kynmlBlock',
  'Houses:': 'kynmlDeclaration',
  'csv(': 'kynmlCall',
  'true)': 'kynmlBoolean',
  'dense ': 'kynmlKey',
  '2 relu': 'kynmlNumber',
  'relu\n': 'kynmlName',
  'Net\n': 'kynmlReference',
  'adam(': 'kynmlCall',
  $lr: 'kynmlParam',
  "'x'": 'kynmlBad',
  '"x\n': 'kynmlBad',
};

// Vim script that writes the filetype, the groups at offsets, and the lines after typing.
const script = (offsets: readonly number[]): string => `
let seen = {'filetype': &filetype, 'groups': []}
for at in ${JSON.stringify(offsets)}
  execute 'goto' at + 1
  call add(seen.groups, synIDattr(synID(line('.'), col('.'), 1), 'name'))
endfor
execute "normal! ggdGimodel Net:\\<CR>input 2\\<CR>dense 1\\<CR>\\<CR>train:\\<CR>epochs = 1\\<CR>export:"
let seen.typed = getline(1, '$')
let seen.comment = &commentstring
call writefile([json_encode(seen)], 'result.json')
qall!
`;

test.for([
  ['vim', '-es'],
  ['nvim', '--headless'],
])('%s', ([editor = '', silent = ''], context) => {
  needs(context, editor, '--version');
  const offsets = Object.keys(GROUPS).map(text => SPEC.indexOf(text));
  const folder = workspace({ 'net.kyn': SPEC, 'check.vim': script(offsets) });
  const runtime = `set nocompatible runtimepath^=${join(REPOSITORY, 'editors/vim')}`;
  const start = [
    '-u',
    'NONE',
    '-i',
    'NONE',
    '-n',
    silent,
    '--cmd',
    runtime,
    '--cmd',
    'filetype plugin indent on',
    '--cmd',
    'syntax on',
  ];
  expect(runEditor(folder, editor, [...start, '-c', 'source check.vim', 'net.kyn'])).toEqual({
    filetype: 'kynml',
    groups: Object.values(GROUPS),
    typed: ['model Net:', '    input 2', '    dense 1', '', 'train:', '    epochs = 1', 'export:'],
    comment: '# %s',
  });
});
