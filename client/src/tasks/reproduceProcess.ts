// Runs `kyn reproduce` in a process of its own, with the runtime of VS Code. Independent of the API of VS Code.
import { runProcess } from '../../../src-shared/host/node/runProcess';
import type { CompilerSetting } from '../../../src-shared/protocol/settings';
import type { ReproductionState, ReproductionView } from '../../../src-shared/protocol/views';
import { t } from '../ui/l10n';
import { callKyn, failureIn } from './kynProcess';

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

/** Reproduces a run. Never rejects. */
export async function reproduceInProcess(job: ReproduceJob, run = runProcess): Promise<ReproduceEnd> {
  const { kyn, folder, tools, signal } = job;
  const args = ['reproduce', '--format', 'view', ...toolArguments(tools), '--', job.run];
  const end = await callKyn({ kyn, args, folder, signal, trains: true, onError: stepReader(job.onStep) }, run);
  if (end.kind !== 'ended') return end;
  const view = viewIn(end.stdout);
  const why = () => failureIn(end.stderr) ?? t('`kyn reproduce` ended without a result.');
  return view ? { kind: 'view', view } : { kind: 'failed', message: why() };
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
