// The entry point of `kyn.js` and `server.js`: runs a bundle next to it, with the compiled code of an earlier run.
import { realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { loadCached, mayHoldCode, userCacheFolder } from '../../src-shared/host/node/codeCache';
import { COMMAND_WORDS } from './cli/commandWords';

// A file, and a version that identifies its content.
interface Bundle {
  readonly file: string;
  readonly version: string;
}

// Set by the build.
declare const MAIN: Bundle;
declare const SERVER: Bundle;

const KEEP_AFTER_MS = 10_000;

// The extension starts both with the runtime of VS Code. The programs that they start must not inherit how.
delete process.env.ELECTRON_RUN_AS_NODE;

// Each command runs other functions of a bundle, and only those that ran are kept as compiled code. For a word that is not a command nothing is kept, so
// that the words that someone types do not fill the cache.
const [, , ...args] = process.argv;
const [word = ''] = args;
const command = word === '' || word.startsWith('-') ? 'other' : COMMAND_WORDS.find(known => known === word);
const folder = command === undefined ? undefined : cacheFolder();
// Editors start the server in this way, so it does not wait for the command line, which checks all other arguments.
const { file, version } = args.join(' ') === 'lsp --stdio' ? SERVER : MAIN;
const script = loadCached(join(__dirname, file), `${version}-${command}`, folder);
script.run();
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

function cacheFolder(): string | undefined {
  const { env, platform } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE !== undefined) return undefined;
  try {
    const { homedir } = userInfo();
    const folder = userCacheFolder(env, platform, homedir);
    return folder !== undefined && mayHoldCode(realFolder(folder), process.cwd(), realFolder(homedir))
      ? folder
      : undefined;
  } catch {
    // The account has no entry, or the working folder no longer exists.
    return undefined;
  }
}

// A link may lead into the working folder. A folder that does not exist yet has no code to read.
function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
