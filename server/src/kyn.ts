// The `kyn` binary. The language server is loaded only by `kyn lsp --stdio`, for a command must start fast.
import { main } from './cli/main';

void main(process.argv.slice(2), () => import('./lsp/main'));
