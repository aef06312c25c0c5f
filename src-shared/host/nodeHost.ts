// The outside world on Node. Only host/node and this file of the core import Node; the pure project leaves them out.
import type { FolderEntry, FolderResult, Host, RunningHash, RunOptions, RunResult } from './host';
import { decodeUtf8 } from './node/decodeUtf8';
import { readExactFolder } from './node/exactFolder';
import { createGit, type GitOptions } from './node/git';
import { nodeCrypto } from './node/nodeCrypto';
import { hashFile, linkTarget, readBytes, readFolder, readHead, readPart, realPath, stat } from './node/readFile';
import { sha256 } from './node/sha256';
import { writeFileAtomic } from './node/writeFile';

const MAX_RUN_OUTPUT = 64 * 1024;

/** How a host names files. `exact`: names that are not UTF-8 too, as byteNames.ts writes them, which no URI can contain. */
export interface NameOptions {
  readonly names: 'exact' | 'utf8';
}

/** A host on the file system of this machine, with options for git. */
export function createNodeHost(git: GitOptions, { names }: NameOptions = { names: 'utf8' }): Host {
  const read = names === 'exact' ? readExactFolder : readFolder;
  return { ...HOST, readFolder: read, list: path => entriesOf(read(path)), git: createGit(git) };
}

const entriesOf = (read: FolderResult): readonly FolderEntry[] => (read.ok ? read.entries : []);

const HOST: Omit<Host, 'readFolder' | 'list' | 'git'> = {
  readBytes,
  readHead,
  readPart,
  hashFile,
  stat,
  realPath,
  linkTarget,
  writeAtomic: (path, content, isExpected) => writeFileAtomic(path, content, isExpected && { isExpected }),
  sha256,
  runningHash: () => runningHash(),
  decodeUtf8,
  run,
};

const runningHash = (hash = nodeCrypto().createHash('sha256')): RunningHash => ({
  update: part => void hash.update(part),
  copy: () => runningHash(hash.copy()),
  digest: () => hash.digest('hex'),
});

const environment = ({ withoutVariables = [] }: RunOptions): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !withoutVariables.some(beginning => name.startsWith(beginning))),
  );

async function run([program = '', ...args]: readonly string[], options: RunOptions): Promise<RunResult> {
  const { runProcess } = await import('./node/runProcess');
  const result = await runProcess({
    program,
    args,
    cwd: options.cwd,
    env: { ...environment(options), PYTHONIOENCODING: 'utf-8' },
    timeoutMs: options.timeoutMs,
    maxOutput: options.maxOutput ?? MAX_RUN_OUTPUT,
    overflow: options.maxOutput === undefined ? 'drop' : 'stop',
    signal: options.signal,
    ...(options.input !== undefined && { input: options.input }),
  });
  if (!result.ok)
    return { ok: false, reason: result.reason === 'overflow' ? 'killed' : result.reason, detail: result.detail };
  return {
    ok: true,
    code: result.code,
    stdout: result.stdout.toString('utf8'),
    stderr: result.stderr.toString('utf8'),
  };
}
