// Plans specs for tests.
import { type Analysis, analyze } from '../../../src-shared/kyn/analyze';
import { defaultOptions, type Options } from '../../../src-shared/kyn/catalogue/options';
import { readOverrides } from '../../../src-shared/kyn/compile/overrides';
import type { TrainingPlan } from '../../../src-shared/kyn/compile/plan';
import {
  planTraining,
  type TrainingFacts,
  type TrainingPlanResult,
} from '../../../src-shared/kyn/compile/planTraining';
import { compose } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import type { Diagnostic } from '../../../src-shared/text/diagnostic';

/** The facts of every plan. */
export const FACTS: TrainingFacts = {
  generator: 'kyn 1.2.3',
  spec: 'spec.kyn',
  configHash: 'a'.repeat(64),
  csv: '/w/data/houses.csv',
  overrides: [],
};

/** What a spec is planned with. */
export interface PlanSetup {
  readonly params?: readonly string[];
  /** The texts of imported files by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Options;
}

/** The analysis of a spec. */
export function analyzed(
  text: string,
  { params = [], files = {}, options = defaultOptions }: PlanSetup = {},
): Analysis {
  const read = readOverrides(params);
  if (!read.ok) throw new Error(read.problems.join());
  const tree = parse(text);
  const composition = compose({ id: 'spec.kyn', tree }, (_, path) => {
    const file = files[path];
    return file === undefined
      ? { id: path, label: path, problem: 'missing' as const }
      : { id: path, label: path, tree: parse(file) };
  });
  return analyze({ tree, composition, options, overrides: read.overrides });
}

/** The plan of a spec, or the findings. */
export const planned = (text: string, setup?: PlanSetup): TrainingPlanResult =>
  planTraining(analyzed(text, setup), FACTS);

/** The plan of a spec that has one. */
export function planOf(text: string, setup?: PlanSetup): TrainingPlan {
  const result = planned(text, setup);
  if (!result.ok) throw new Error(result.findings.map(f => f.message).join('\n'));
  return result.plan;
}

/** A finding as text: the place, the code and the message. */
export const shown = (text: string, { code, span, message, severity }: Diagnostic): string =>
  `${severity} ${code} at ${JSON.stringify(text.slice(span.start, span.end))}: ${message}`;

/** The findings of a spec that cannot be planned. */
export function findingsOf(text: string, setup?: PlanSetup): string[] {
  const result = planned(text, setup);
  return result.ok ? [] : result.findings.map(d => shown(text, d));
}
