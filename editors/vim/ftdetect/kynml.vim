" KynML specs.
autocmd BufNewFile,BufRead *.kyn setfiletype kynml
