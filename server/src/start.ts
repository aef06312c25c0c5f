// The entry point of `kyn.js`, which `server.js` loads: runs a program of the bundle next to it, with the compiled code of an earlier run.
import { basename, join } from 'node:path';
import { cacheFolder, loadCached } from '../../src-shared/host/node/codeCache';
import { COMMAND_WORDS } from './cli/commandWords';

// Set by the build: a version that identifies the content of the bundle.
declare const BUNDLE_VERSION: string;

const KEEP_AFTER_MS = 10_000;

// The extension starts both with the runtime of VS Code. The programs that they start must not inherit how.
delete process.env.ELECTRON_RUN_AS_NODE;

// Each command runs other functions of a bundle, and only those that ran are kept as compiled code. For a word that is not a command nothing is kept, so
// that the words that someone types do not fill the cache.
const [, , ...args] = process.argv;
const [word = ''] = args;
const command = word === '' || word.startsWith('-') ? 'other' : COMMAND_WORDS.find(known => known === word);
const isKept = command !== undefined && process.env.NODE_DISABLE_COMPILE_CACHE === undefined;
const folder = isKept ? cacheFolder() : undefined;
// Editors start the server in this way, so it does not wait for the command line, which checks all other arguments.
const isServer = args.join(' ') === 'lsp --stdio' || basename(require.main?.filename ?? '') === 'server.js';
const program = isServer ? 'server' : 'kyn';
const version = `${program}-${BUNDLE_VERSION}-${command}`;
const script = loadCached<typeof import('./bundle')>(join(__dirname, 'core.js'), version, folder);
void script.run()[program]();
if (!script.isCached) void keepCode();

async function keepCode(): Promise<void> {
  // Loaded only here, because it makes each start slower.
  const { isMainThread } = await import('node:worker_threads');
  if (!isMainThread) return;
  // More is compiled when the work is done. A server may be killed, so it does not wait for its end.
  let keep = () => {
    keep = () => undefined;
    script.keep();
  };
  process.once('exit', () => keep());
  setTimeout(() => keep(), KEEP_AFTER_MS).unref();
}
