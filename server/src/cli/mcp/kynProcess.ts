// Runs `kyn` in a process of its own for a tool, so that a call can be cancelled, and what a training prints does not mix with the protocol.
import type { RunKyn } from '../../../../src-shared/agents/service';
import { runProcess } from '../../../../src-shared/host/node/runProcess';

/** The output of a call; a list of 100,000 runs has 50 MB. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** A training ends its script, and removes what it created. */
const GRACE_MS = 10_000;

/** Runs the program with this path, `kyn.js`, by the runtime of this process. */
export const kynProcess =
  (program: string): RunKyn =>
  async (words, { cwd, timeoutMs, signal, stopsWithInput }) => {
    const result = await runProcess({
      program: process.execPath,
      args: [program, ...words],
      cwd,
      // The runtime of VS Code would open a window without the first one.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1', FORCE_COLOR: '0' },
      timeoutMs,
      maxOutput: MAX_OUTPUT,
      overflow: 'stop',
      signal,
      graceMs: GRACE_MS,
      stopsWithInput,
    });
    if (result.ok)
      return {
        ok: true,
        code: result.code,
        stdout: result.stdout.toString('utf8'),
        stderr: result.stderr.toString('utf8'),
      };
    const { reason, detail } = result;
    return { ok: false, reason: reason === 'overflow' ? 'killed' : reason, detail };
  };
