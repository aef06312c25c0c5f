// The outside world on Node. Only host/node and this file of the core import Node; the pure project leaves them out.
import { createHash } from 'node:crypto';
import type { Host, RunOptions, RunResult } from './host';
import { createGit, type GitOptions } from './node/git';
import {
  decodeUtf8,
  hashFile,
  linkTarget,
  list,
  readBytes,
  readFolder,
  readHead,
  readPart,
  realPath,
  stat,
} from './node/readFile';
import { writeFileAtomic } from './node/writeFile';

const MAX_RUN_OUTPUT = 64 * 1024;

/** A host on the file system of this machine, with options for git. */
export const createNodeHost = (git: GitOptions): Host => ({
  readBytes,
  readHead,
  readPart,
  hashFile,
  stat,
  realPath,
  linkTarget,
  readFolder,
  list,
  writeAtomic: (path, text, isExpected) => writeFileAtomic(path, text, isExpected && { isExpected }),
  sha256: data => createHash('sha256').update(data).digest('hex'),
  decodeUtf8,
  git: createGit(git),
  run,
});

async function run([program = '', ...args]: readonly string[], options: RunOptions): Promise<RunResult> {
  const { runProcess } = await import('./node/runProcess');
  const result = await runProcess({
    program,
    args,
    cwd: options.cwd,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    timeoutMs: options.timeoutMs,
    maxOutput: MAX_RUN_OUTPUT,
    overflow: 'drop',
    signal: options.signal,
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
