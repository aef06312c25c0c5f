// The process around the command line: arguments in, texts and an exit code out.
import { version } from '../../../package.json';
import type { ReadResult } from '../../../src-shared/host/host';
import { nodeHost } from '../../../src-shared/host/nodeHost';
import { absolutePath } from './cliPaths';
import type { Outcome, ProcessIo } from './command';
import { EXIT_USAGE } from './exitCode';
import { findPython } from './findPython';
import { usageError } from './outcome';
import { internalError, run } from './run';

const MAX_STDIN = 64 * 1024 * 1024;

/** Runs `kyn` with what follows its name. `serve` starts the language server, which the command line itself knows nothing of. */
export async function main(argv: readonly string[], serve: () => Promise<unknown>): Promise<void> {
  const io = processIo();
  if (!io) return finish(usageError('the working folder is not there any more; go to another one.'));
  try {
    finish(await run(argv, { host: nodeHost, io, version, serve }));
  } catch (fault) {
    finish(internalError(fault));
  }
}

function processIo(): ProcessIo | undefined {
  try {
    return {
      cwd: absolutePath(process.cwd(), '.'),
      stdin: readStdin,
      now: () => new Date(),
      python: () => findPython(process.env, process.platform),
      color: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
      ...(process.stderr.isTTY && { progress: text => process.stderr.write(`\r\u001b[K${text}`) }),
    };
  } catch {
    return undefined;
  }
}

async function readStdin(): Promise<ReadResult> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of process.stdin) {
      parts.push(part);
      size += part.length;
      if (size > MAX_STDIN) return { ok: false, reason: 'too-large' };
    }
  } catch {
    return { ok: false, reason: 'unreadable' };
  }
  return { ok: true, bytes: Buffer.concat(parts) };
}

// The exit code is only set: the process ends by itself, when everything is written.
function finish({ code, stdout, stderr }: Outcome): void {
  process.exitCode = code;
  // Whoever reads may have heard enough (`kyn check | head -1`); that is no fault, and nothing more is written.
  process.stdout.on('error', error => {
    if ('code' in error && error.code === 'EPIPE') return;
    process.exitCode = EXIT_USAGE;
    process.stderr.write('kyn: the output could not be written.\n');
  });
  process.stderr.on('error', () => undefined);
  if (stderr !== '') process.stderr.write(stderr);
  if (stdout !== '') process.stdout.write(stdout);
}
