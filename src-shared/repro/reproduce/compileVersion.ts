// Compiles a version of a spec with the values of a run. Its texts are in memory, so nothing in the workspace changes.
import { type Analysis, analyze } from '../../kyn/analyze';
import { overrideProblems } from '../../kyn/compile/overrides';
import type { TrainingPlan } from '../../kyn/compile/plan';
import { planTraining } from '../../kyn/compile/planTraining';
import { trainingScript } from '../../kyn/compile/script/trainingScript';
import type { FoundSpec } from './findSpec';
import type { Values } from './recordedValues';

/** A script, or why there is none: sentences. */
export type CompiledVersion =
  | { readonly ok: true; readonly script: string }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What a script needs besides the spec; `csv` is absolute. */
export interface ScriptFacts {
  readonly generator: string;
  readonly spec: string;
  readonly configHash: string;
  readonly csv: string;
}

/** The analysis of a version with its values. */
export const analyzeVersion = ({ tree, composition }: FoundSpec, values: Values): Analysis =>
  analyze({ tree, composition, overrides: values });

/** Why a version cannot be compiled, as sentences; empty where it has no errors. */
export const errorsOf = ({ diagnostics, scope }: Analysis): string[] => [
  ...overrideProblems(scope.params),
  ...diagnostics.filter(d => d.severity === 'error').map(d => d.message),
];

/** The script of a version. It writes only a manifest. */
export const compileVersion = (analysis: Analysis, values: Values, facts: ScriptFacts): CompiledVersion =>
  scriptOf(planVersion(analysis, values, facts), withoutFiles);

/** The script of a version, with the other files that it writes. */
export const compileWhole = (analysis: Analysis, values: Values, facts: ScriptFacts): CompiledVersion =>
  scriptOf(planVersion(analysis, values, facts), plan => plan);

type PlannedVersion = { readonly ok: true; readonly plan: TrainingPlan } | Extract<CompiledVersion, { ok: false }>;

function planVersion(analysis: Analysis, values: Values, facts: ScriptFacts): PlannedVersion {
  const errors = errorsOf(analysis);
  if (errors.length > 0) return { ok: false, problems: errors };
  const overrides = [...values].map(([name, { text }]) => [name, text] as const);
  const planned = planTraining(analysis, { ...facts, overrides });
  return planned.ok ? planned : { ok: false, problems: planned.findings.map(d => d.message) };
}

const scriptOf = (planned: PlannedVersion, adapt: (plan: TrainingPlan) => TrainingPlan): CompiledVersion =>
  planned.ok ? { ok: true, script: trainingScript(adapt(planned.plan)) } : planned;

// Their paths may lead into the workspace. Neither affects the metrics.
function withoutFiles({ export: _, train: { checkpoint: __, ...train }, ...plan }: TrainingPlan): TrainingPlan {
  return { ...plan, train };
}
