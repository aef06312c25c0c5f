// Calls a tool for agents by `kyn mcp --call` in a process of its own, with the runtime of VS Code. Independent of the API of VS Code.
import { runProcess } from '../../../src-shared/host/node/runProcess';
import { t } from '../ui/l10n';

/** A call. `kyn`: the path of dist/kyn.js; `roots`: the folders that the tool may use, never empty. */
export interface ToolJob {
  readonly kyn: string;
  readonly name: string;
  readonly input: unknown;
  readonly roots: readonly [string, ...string[]];
  readonly allowWrite: boolean;
  /** Values for `--compiler` and `--python` of a training. */
  readonly training?: { readonly compiler: string; readonly python?: string };
  readonly signal: AbortSignal;
}

/** A timer cannot be longer: 24 days. The tools have limits of their own. */
const NO_LIMIT_MS = 2 ** 31 - 1;

/** A training ends, and removes what it created. */
const GRACE_MS = 15_000;

const MAX_OUTPUT = 1024 * 1024;

/** The text for the agent. Never rejects. */
export async function callInProcess(job: ToolJob, run = runProcess): Promise<string> {
  // Options for Node are meant for the extension host.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const result = await run({
    program: process.execPath,
    args: [job.kyn, ...wordsOf(job)],
    cwd: job.roots[0],
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: NO_LIMIT_MS,
    maxOutput: MAX_OUTPUT,
    overflow: 'drop',
    signal: job.signal,
    graceMs: GRACE_MS,
    // A window that closes, or crashes, leaves no training.
    stopsWithInput: true,
  });
  if (job.signal.aborted) return t('The call was cancelled.');
  if (!result.ok) return t('The process could not be run: {0}.', result.detail || result.reason);
  return result.stdout.toString('utf8') || result.stderr.toString('utf8');
}

// Each value is one argument, and what an agent sent is only in the JSON.
const wordsOf = ({ name, input, roots, allowWrite, training }: ToolJob): readonly string[] => [
  'mcp',
  '--stop-with-input',
  ...roots.map(root => `--root=${root}`),
  ...(allowWrite ? ['--allow-write'] : []),
  ...(training ? [`--compiler=${training.compiler}`] : []),
  ...(training?.python === undefined ? [] : [`--python=${training.python}`]),
  `--call=${name}`,
  `--input=${JSON.stringify(input ?? {})}`,
];
