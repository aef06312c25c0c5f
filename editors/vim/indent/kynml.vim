" Indentation of KynML specs: four blanks in a block, none for a header. A blank line ends a block.
if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal autoindent
setlocal indentexpr=KynmlIndent()
setlocal indentkeys=o,O,<:>
let b:undo_indent = 'setlocal autoindent< indentexpr< indentkeys<'

if exists('*KynmlIndent')
  finish
endif

let s:header = '^\s*\%(params\|sweep\|train\|evaluate\|export\|\%(dataset\|model\)\s\+\h\w*\)\s*:\s*\%(#.*\)\?$'

function KynmlIndent() abort
  if getline(v:lnum) =~# s:header
    return 0
  endif
  let above = getline(v:lnum - 1)
  return above =~# s:header || above =~# '^\s\+\S' ? 4 : 0
endfunction
