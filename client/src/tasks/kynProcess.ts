// Runs a command of `kyn` in a process of its own, with the runtime of VS Code. Independent of the API of VS Code.
import { type ProcessResult, runProcess } from '../../../src-shared/host/node/runProcess';
import { t } from '../ui/l10n';

/**
 * A call of `kyn`. `kyn`: the path of dist/kyn.js; `args`: its command with its arguments; `trains`: the command ends when its standard input is closed, also
 * because this process ended; `onError` gets the parts of standard error.
 */
export interface KynCall {
  readonly kyn: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly trains?: true;
  readonly onError?: (text: string) => void;
}

/** What `kyn` printed, or a message that states why it could not be run. */
export type KynEnd =
  | { readonly kind: 'ended'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** A timer cannot be longer: 24 days. */
const NO_LIMIT_MS = 2 ** 31 - 1;

/** A training ends within five seconds, then its temporary folder is removed. */
const GRACE_MS = 10_000;

const MAX_OUTPUT = 16 * 1024 * 1024;

/** Runs a call to its end. Never rejects. */
export async function callKyn(call: KynCall, run = runProcess): Promise<KynEnd> {
  const { kyn, args, folder, signal, trains = false, onError } = call;
  // Options for Node are meant for the extension host.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const result: ProcessResult = await run({
    program: process.execPath,
    args: [kyn, ...args],
    cwd: folder,
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: NO_LIMIT_MS,
    maxOutput: MAX_OUTPUT,
    overflow: 'drop',
    signal,
    graceMs: GRACE_MS,
    // A window that closes, or crashes, leaves neither a training nor its folder.
    stopsWithInput: trains,
    ...(onError && { onError }),
  });
  if (signal.aborted) return { kind: 'cancelled' };
  if (!result.ok)
    return { kind: 'failed', message: t('The process could not be run: {0}.', result.detail || result.reason) };
  const [stdout, stderr] = [result.stdout.toString('utf8'), result.stderr.toString('utf8')];
  return { kind: 'ended', code: result.code, stdout, stderr };
}

/** The reason of a failure, which is the last line on standard error; undefined where there is none. */
export function failureIn(stderr: string): string | undefined {
  const line = stderr.trim().split('\n').at(-1) ?? '';
  return line.replace(/^kyn: /, '') || undefined;
}
