" Drives Vim with ALE through the work with a spec, and writes what it saw to result.json.
let s:seen = {}

function! s:Codes() abort
  return sort(map(copy(ale#engine#GetLoclist(bufnr(''))), {_, finding -> get(finding, 'code', '')}))
endfunction

function! s:Wait(what, Condition) abort
  for l:turn in range(400)
    if a:Condition() | return | endif
    sleep 50m
  endfor
  throw 'waited in vain: ' . a:what . ', with ' . string(s:Codes())
endfunction

" Without a screen, Vim reports no change of the text, which is when ALE checks.
function! s:Check() abort
  call ale#Queue(0)
endfunction

function! s:Has(code) abort
  return index(s:Codes(), a:code) >= 0
endfunction

function! s:Go(text) abort
  call cursor(1, 1)
  if search('\V' . a:text, 'cW') == 0 | throw 'not in the text: ' . a:text | endif
endfunction

function! s:Preview() abort
  let l:window = bufwinnr('ALEPreviewWindow')
  return l:window < 0 ? '' : join(getbufline(winbufnr(l:window), 1, '$'), "\n")
endfunction

" Chooses an action by its title. The prompts answer themselves, see the test.
function! s:Run(title) abort
  let g:answer = a:title
  call ale#codefix#Execute(0)
endfunction

function! s:Work() abort
  edit net.kyn
  let s:seen.filetype = &filetype
  call s:Check()
  call s:Wait('the finding', {-> s:Has('unknown-key')})
  let s:seen.finding = s:Has('lock-drift') ? v:true : v:false

  call s:Go('loss =')
  ALEHover
  call s:Wait('the hover', {-> s:Preview() !=# ''})
  let s:seen.hover = s:Preview()
  pclose

  call s:Go('mse')
  " ALE shows completions in insert mode only.
  let g:shown_mode = 'i'
  call ale#completion#GetCompletions('ale-omnifunc')
  call s:Wait('the completion', {-> ale#completion#GetCompletionResult() isnot v:null})
  let s:seen.completion = index(map(ale#completion#GetCompletionResult(), {_, item -> item.word}), 'bce') >= 0 ? v:true : v:false

  unlet g:shown_mode

  call s:Go('epoch')
  call s:Run('epochs')
  call s:Wait('the fix', {-> search('epochs', 'nw') > 0})
  call s:Check()
  call s:Wait('no finding', {-> s:Codes() == []})
  let s:seen.fixed = v:true

  call s:Go('Net:')
  let g:answer = 'Mlp'
  ALERename
  call s:Wait('the new name', {-> search('model = Mlp', 'nw') > 0})
  let s:seen.renamed = getline(search('model = ', 'nw'))

  let l:line = search('epochs', 'nw')
  call setline(l:line, '    epochs   =  3')
  ALEFix
  call s:Wait('the format', {-> getline(l:line) !~# '  ='})
  let s:seen.formatted = getline(l:line)

  write
  call s:Check()
  call s:Wait('drift', {-> s:Has('lock-drift')})
  call cursor(1, 1)
  call s:Run('Regenerate lock')
  call s:Wait('the lock', {-> s:Codes() == []})
  let s:seen.locked = v:true

  let l:params = {'command': 'kynml.server.configHash', 'arguments': [ale#path#ToFileURI(expand('%:p'))]}
  call ale#lsp_linter#SendRequest(bufnr(''), 'kynml', [0, 'workspace/executeCommand', l:params], {answer -> extend(s:seen, {'hash': answer.result})})
  call s:Wait('the hash', {-> has_key(s:seen, 'hash')})
endfunction

try
  call s:Work()
catch
  let s:seen.fault = v:exception . ' at ' . v:throwpoint
endtry
call writefile([json_encode(s:seen)], 'result.json')
ALEStopAllLSPs
qall!
