// Derives the verdict of a reproduction from its parts. Whatever is unknown makes it weaker, never stronger.
import { shortText } from '../../text/shortText';
import type { ComparedResults } from './compareResults';
import { isBuiltin, type RecordedRun } from './recordedRun';
import type { ReproductionVerdict, Step, StepName } from './reproduction';
import { divergedDetail } from './resultText';

/** The verdict with the reasons why it is not better, or what else to know about it, as sentences. */
export interface Judged {
  readonly verdict: ReproductionVerdict;
  readonly reasons: readonly string[];
}

/** The parts of a reproduction with a new run. */
export interface JudgedRun {
  readonly recorded: RecordedRun;
  readonly now: RecordedRun;
  readonly results: ComparedResults;
  readonly steps: readonly Step[];
}

/** The verdict of a new run. */
export function judgeRun(run: JudgedRun): Judged {
  const { results } = run;
  const { agreement } = results;
  const device = otherDevice(run);
  const blocked = obstacles(run);
  if (blocked.length > 0) return { verdict: 'cannot-be-judged', reasons: [...blocked, ...device] };
  const limits = limitsOf(run);
  if (agreement === 'different') return { verdict: 'not-reproduced', reasons: [...device, ...causes(run)] };
  if (limits.length > 0) return { verdict: 'consistent', reasons: [...limits, ...device] };
  return { verdict: agreement === 'exact' ? 'reproduced-exactly' : 'reproduced-within-tolerance', reasons: device };
}

// Another device rounds and adds in another order, so its metrics may differ, and equal ones are a stronger result.
function otherDevice({ recorded, now }: JudgedRun): string[] {
  if (recorded.device === undefined || recorded.device === now.device) return [];
  const device =
    now.device === undefined ? 'the device of the new run is not recorded' : `the new one on ${shortText(now.device)}`;
  return [`The run was trained on ${shortText(recorded.device)}, ${device}.`];
}

/** Why a run cannot be compared at all: the new one is another experiment, or the recorded one has no result. */
function obstacles({ recorded, now, results, steps }: JudgedRun): string[] {
  const data = steps.find(s => s.name === 'data');
  const different = results.agreement === 'different';
  return [
    ...(recorded.failure === undefined ? [] : [recorded.failure]),
    ...(results.agreement === 'none' ? ['The run records no metrics, so there is nothing to compare.'] : []),
    ...(results.diverged.length > 0 && !different ? [divergedDetail(results)] : []),
    ...(now.configHash === recorded.configHash ? [] : ['The new run has another CONFIG_HASH.']),
    ...(data?.state === 'contradicted' ? [data.detail] : []),
    ...(different && data?.state === 'unknown' ? [data.detail] : []),
    ...dataObstacle(recorded, now, data),
    ...seedObstacle(recorded, now),
  ];
}

function dataObstacle(recorded: RecordedRun, now: RecordedRun, data: Step | undefined): string[] {
  const isSame = typeof recorded.dataHash !== 'string' || now.dataHash === recorded.dataHash;
  return isSame || data?.state === 'contradicted' ? [] : ['The data changed while the new run read it.'];
}

// A seed is set by the spec and its params, so another one means that these were not the same.
function seedObstacle(recorded: RecordedRun, now: RecordedRun): string[] {
  if (recorded.seed === undefined || recorded.seed === now.seed) return [];
  const [before, after] = [recorded.seed, now.seed].map(seed => seed ?? 'none');
  return [
    `The recorded seed is ${before}, but with these params the spec sets ${after}. The manifest was changed, or the run had other params.`,
  ];
}

/** Why an agreement of the metrics does not prove that the run was reproduced. */
function limitsOf({ recorded, now, steps }: JudgedRun): string[] {
  return [
    ...seedLimit(recorded),
    ...recorded.faults,
    ...compilerLimit(recorded, now),
    ...unconfirmed(steps, ['spec', 'parameters', 'data']),
  ];
}

/** What else may explain that the metrics differ. */
const causes = ({ recorded, now, steps }: JudgedRun): string[] => [
  ...seedLimit(recorded),
  ...recorded.faults,
  ...compilerLimit(recorded, now),
  ...(isSameTool(recorded, now) && recorded.generator !== now.generator
    ? [`The run was compiled by ${recorded.generator}, the new one by ${now.generator}, whose script may differ.`]
    : []),
  ...unconfirmed(steps, ['spec', 'parameters', 'environment']),
];

const unconfirmed = (steps: readonly Step[], names: readonly StepName[]): string[] =>
  steps.flatMap(({ name, state, detail }) => (names.includes(name) && state !== 'confirmed' ? [detail] : []));

function seedLimit({ seed }: RecordedRun): string[] {
  if (seed === null) return ['The run did not set a seed, so it used random numbers that cannot be repeated.'];
  return seed === undefined ? ['It is not known whether the run set a seed.'] : [];
}

type Compiled = Pick<RecordedRun, 'generator'>;

const isSameTool = (recorded: Compiled, now: Compiled): boolean =>
  recorded.generator !== undefined && isBuiltin(recorded) === isBuiltin(now);

// What it means that another tool trained a run than the new one; empty for the same tool.
function compilerLimit(recorded: Compiled, now: Compiled): string[] {
  if (isSameTool(recorded, now)) return [];
  if (recorded.generator === undefined) return [NO_COMPILER];
  return [
    `Another tool trained the run (\`kynml_version\` is ${recorded.generator}) than the new one (${now.generator ?? 'not recorded'}), and their scripts may compute different things.`,
  ];
}

/** What it means that a run does not record its tool. */
export const NO_COMPILER =
  'The run does not record what compiled its script. The built-in compiler may make another script.';
