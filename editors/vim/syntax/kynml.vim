" Colours of KynML specs.
if exists('b:current_syntax')
  finish
endif

syntax case match
syntax match kynmlName /\<\h\w*\>/
syntax match kynmlOperator /[=:,]/
" The first word of an indented line is a key, a parameter or a layer.
syntax match kynmlKey /^\s\+\zs\h\w*/
syntax match kynmlCall /\<\h\w*\ze\s*(/
syntax match kynmlArgument /\<\h\w*\ze\s*=/ contained
syntax match kynmlBlock /^\%(params\|sweep\|train\|evaluate\|export\)\>/
syntax match kynmlBlock /^\%(dataset\|model\)\>/ nextgroup=kynmlDeclaration skipwhite
syntax match kynmlDeclaration /\h\w*/ contained
syntax match kynmlImport /^import\>/
syntax match kynmlReference /\%(^\s\+\%(model\|data\)\s*=\s*\)\@<=\h\w*/
syntax keyword kynmlBoolean true false
syntax match kynmlNumber /\%(\w\|\.\)\@1<!-\?\d\+\%(\.\d\+\)\?\%(\w\|\.\)\@!/
syntax match kynmlParam /\$\h\w*/
syntax match kynmlString /"[^"]*"/
syntax match kynmlBad /"[^"]*$/
syntax match kynmlBad /'[^']*'\?/
syntax match kynmlBad /\<\%(True\|False\|TRUE\|FALSE\)\>/
syntax match kynmlComment /#.*$/ contains=kynmlTodo,@Spell
syntax keyword kynmlTodo TODO FIXME XXX NOTE contained

highlight default link kynmlBlock Keyword
highlight default link kynmlImport Include
highlight default link kynmlDeclaration Type
highlight default link kynmlReference Type
highlight default link kynmlKey Identifier
highlight default link kynmlArgument Identifier
highlight default link kynmlCall Function
highlight default link kynmlParam PreProc
highlight default link kynmlBoolean Boolean
highlight default link kynmlNumber Number
highlight default link kynmlString String
highlight default link kynmlOperator Operator
highlight default link kynmlComment Comment
highlight default link kynmlTodo Todo
highlight default link kynmlBad Error

let b:current_syntax = 'kynml'
