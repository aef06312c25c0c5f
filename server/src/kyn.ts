// The `kyn` binary. Only `kyn lsp --stdio` loads the language server, so that other commands start fast.
import { parentPort } from 'node:worker_threads';
import { main, serveWorker } from './cli/main';

void (parentPort ? serveWorker(parentPort) : main(process.argv.slice(2), () => import('./lsp/main')));
