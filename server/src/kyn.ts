// The `kyn` binary. Only `kyn lsp --stdio` loads the language server, so that other commands start fast.
import { main } from './cli/main';

void main(process.argv.slice(2), () => import('./lsp/main'));
