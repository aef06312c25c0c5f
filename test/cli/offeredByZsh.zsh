# Prints what zsh offers for the last word of the line $1. Completion needs a terminal: a second zsh runs in one, and writes what is offered.
# A tab that is followed by other keys would be text, so its end is waited for.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; autoload -Uz compinit; compinit -u -D; source ../zsh"
zpty -w shell "compadd() { builtin compadd -O offered \"\$@\"; print -rl -- \$offered >>../offered; builtin compadd \"\$@\" }"
zpty -w shell "complete-and-tell() { zle complete-word; : >>../offered; : >../finished }; zle -N complete-and-tell"
zpty -w shell "bindkey '^I' complete-and-tell; print rea''dy"
zpty -r shell output '*ready*'
zpty -w -n shell "$1"$'\t'
for i in {1..400}; do [ -e ../finished ] && break; sleep 0.05; done
zpty -d shell
cat ../offered
rm ../offered ../finished
