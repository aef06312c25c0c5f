// The `kyn` binary: the language server for `kyn lsp`, else the command line. Each is loaded only when it is needed, for a command must start fast.

if (process.argv[2] === 'lsp') void import('./lsp/main');
else void import('./cli/main').then(({ main }) => main(process.argv.slice(2)));
