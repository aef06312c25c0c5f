// Runs `kyn reproduce` in a process of its own, with the runtime of VS Code. Independent of the API of VS Code.
import { runProcess } from '../../../src-shared/host/node/runProcess';
import type { CompilerSetting } from '../../../src-shared/protocol/settings';
import type { ReproductionState, ReproductionView } from '../../../src-shared/protocol/views';
import { t } from '../ui/l10n';

/** The state of a step; `running` from its beginning to its end. */
export interface StepProgress {
  readonly name: string;
  readonly state: ReproductionState | 'running';
}

/** What may train again: the setting `kynml.compiler`, the official tool as a program with its arguments, and the interpreter. */
export interface ReproduceTools {
  readonly compiler: CompilerSetting;
  readonly official?: readonly string[];
  readonly python?: string;
}

/** A run to reproduce. `run`: its file, with `#3` for an entry of a sweep; `kyn`: the path of dist/kyn.js. */
export interface ReproduceJob {
  readonly kyn: string;
  readonly run: string;
  readonly tools: ReproduceTools;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onStep: (step: StepProgress) => void;
}

/** The result, or a message that states why there is none. */
export type ReproduceEnd =
  | { readonly kind: 'view'; readonly view: ReproductionView }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** A timer cannot be longer: 24 days. */
const NO_LIMIT_MS = 2 ** 31 - 1;

/** The training ends within five seconds, then the temporary folder is removed. */
const GRACE_MS = 10_000;

const MAX_OUTPUT = 16 * 1024 * 1024;

/** Reproduces a run. Never rejects. */
export async function reproduceInProcess(job: ReproduceJob, run = runProcess): Promise<ReproduceEnd> {
  const { kyn, folder, tools, signal } = job;
  // Options for Node are meant for the extension host.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const result = await run({
    program: process.execPath,
    args: [kyn, 'reproduce', '--format', 'view', ...toolArguments(tools), '--', job.run],
    cwd: folder,
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: NO_LIMIT_MS,
    maxOutput: MAX_OUTPUT,
    overflow: 'drop',
    signal,
    graceMs: GRACE_MS,
    // A window that closes, or crashes, leaves neither a training nor its folder.
    stopsWithInput: true,
    onError: stepReader(job.onStep),
  });
  if (signal.aborted) return { kind: 'cancelled' };
  if (!result.ok)
    return { kind: 'failed', message: t('The process could not be run: {0}.', result.detail || result.reason) };
  const view = viewIn(result.stdout.toString('utf8'));
  return view ? { kind: 'view', view } : { kind: 'failed', message: failureIn(result.stderr.toString('utf8')) };
}

// `=`: a word of the setting may begin with dashes.
const toolArguments = ({ compiler, official = [], python }: ReproduceTools): readonly string[] => [
  ...['--compiler', compiler],
  ...official.map(word => `--kynml=${word}`),
  ...(python === undefined ? [] : ['--python', python]),
];

const STEPS: readonly string[] = ['manifest', 'spec', 'parameters', 'data', 'environment', 'run', 'metrics'];
const STATES: Readonly<Record<string, ReproductionState>> = {
  confirmed: 'confirmed',
  differs: 'contradicted',
  unknown: 'unknown',
};

/** Reads the steps that kyn reports on standard error, in parts of any length. */
export function stepReader(onStep: ReproduceJob['onStep']): (text: string) => void {
  let rest = '';
  return text => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, name = '', word = ''] = /^kyn: (\w+): (\w+)$/.exec(line) ?? [];
      const [at, state] = [STEPS.indexOf(name), STATES[word]];
      if (at < 0 || !state) continue;
      onStep({ name, state });
      const next = STEPS[at + 1];
      if (next) onStep({ name: next, state: 'running' });
    }
  };
}

function viewIn(text: string): ReproductionView | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'verdict' in value ? (value as ReproductionView) : undefined;
  } catch {
    return undefined;
  }
}

// The last line has the reason.
function failureIn(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? '';
  return line.replace(/^kyn: /, '') || t('`kyn reproduce` ended without a result.');
}
