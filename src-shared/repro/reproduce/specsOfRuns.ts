// What is known of the specs of two runs: both, where they differ, and whether two runs of one spec imported the same texts. The CONFIG_HASH does not cover
// these: only the history of a workspace has what a run imported.
import type { Artifact } from '../../artifacts/read';
import { dirname, relativeTo } from '../../host/paths';
import type { WholeSpec } from '../../kyn/training/settingPairs';
import type { SpecPair } from '../../kyn/training/specChanges';
import { isHash } from '../../text/hashForm';
import type { ComparedImports } from '../compare/policy';
import type { RunRecord } from './runRecord';

/** The spec of a run, whose imports are absent where they are not known at that version. `isAlone`: it imports nothing; `imports`: what the history kept about this run. */
export interface FoundRunSpec {
  readonly spec: WholeSpec;
  readonly isAlone: boolean;
  readonly imports?: RunImports | undefined;
}

/** What the history kept about the imports of a run. `isComplete`: each file that the spec imports is among them, with its text. */
export interface RunImports extends Pick<RunRecord, 'imports'> {
  /** Absolute path of the spec. */
  readonly spec: string;
  readonly isComplete: boolean;
}

/** Compares what two runs of one spec imported; undefined for a run about which nothing was kept. */
export function compareImports(a: RunImports | undefined, b: RunImports | undefined): ComparedImports {
  const [left, right] = [hashesOf(a), hashesOf(b)];
  const isUnequal = (name: string): boolean => left.get(name) !== right.get(name);
  const both = [...left.keys()].filter(name => right.has(name) && isUnequal(name));
  if (both.length > 0) return { state: 'differ', files: both };
  const sides = [...(a?.isComplete ? [] : ['A' as const]), ...(b?.isComplete ? [] : ['B' as const])];
  if (sides.length > 0) return { state: 'unknown', sides };
  const files = [...new Set([...left.keys(), ...right.keys()])].filter(isUnequal);
  return files.length > 0 ? { state: 'differ', files } : { state: 'same' };
}

// By the path from the spec, because two working folders may have the same files.
const hashesOf = (run: RunImports | undefined): ReadonlyMap<string, string> =>
  new Map(run?.imports.map(({ path, configHash }) => [relativeTo(dirname(run.spec), path), configHash]));

/** What a comparison of two runs shows of their specs. `specs`: both, where they differ; `imports`: where they are one spec. */
export interface RunSpecs {
  readonly specs?: SpecPair;
  readonly imports?: ComparedImports;
}

/** What is known of the specs of two runs that were found. */
export function specsOfRuns(a: Artifact, b: Artifact, [left, right]: readonly [FoundRunSpec, FoundRunSpec]): RunSpecs {
  if (specHash(a) === specHash(b))
    return { imports: left.isAlone ? { state: 'none' } : compareImports(left.imports, right.imports) };
  // Two sweeps are compared by combination.
  return [a, b].every(({ kind }) => kind.isRun) ? { specs: { a: left.spec, b: right.spec } } : {};
}

/** The CONFIG_HASH of a run, or of all runs of a sweep; undefined where it is not recorded, or they differ. */
export function specHash({ kind, claims: { configHash } }: Artifact): string | undefined {
  const { isRun } = kind.entries?.kind ?? kind;
  return isRun && configHash !== undefined && isHash(configHash) ? configHash : undefined;
}
