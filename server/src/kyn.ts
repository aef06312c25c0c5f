// The `kyn` binary. Only `kyn lsp --stdio` loads the language server, and only worker threads load `node:worker_threads`, so that other
// commands start fast.
import { main, serveWorker, WORKER_ARGUMENT } from './cli/main';

const argv = process.argv.slice(2);
void start();

async function start(): Promise<void> {
  const isWorker = argv[0] === WORKER_ARGUMENT && (await serveWorker());
  if (!isWorker) await main(argv, () => import('./lsp/main'));
}
