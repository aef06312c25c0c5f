// The `kyn` binary. Only `kyn lsp --stdio` loads the language server, and only worker threads load `node:worker_threads`, so that other
// commands start fast.
import { main, serveWorker, WORKER_ARGUMENT } from './cli/main';

// The extension starts `kyn` with the runtime of VS Code. The programs that `kyn` starts must not inherit how.
delete process.env.ELECTRON_RUN_AS_NODE;

const argv = process.argv.slice(2);
void start();

async function start(): Promise<void> {
  const isWorker = argv[0] === WORKER_ARGUMENT && (await serveWorker());
  if (!isWorker) await main(argv, () => import('./lsp/main'));
}
