" Settings for KynML specs.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:# commentstring=#\ %s
setlocal expandtab shiftwidth=4 softtabstop=4 tabstop=4
setlocal formatoptions-=t formatoptions+=croql
setlocal suffixesadd=.kyn
setlocal define=^\\s*\\(dataset\\|model\\)
setlocal include=^import

let b:undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< tabstop< formatoptions< suffixesadd< define< include<'
