// Runs of one spec that were compared with a baseline: what they imported is not in their files. The list knows what the history kept about them.
import { memoized } from '../../host/memoized';
import { dirname, joinWritten } from '../../host/paths';
import { compose, importsOf, type Loaded } from '../../kyn/names/compose';
import type { SyntaxTree } from '../../kyn/syntax/ast';
import { parse } from '../../kyn/syntax/parse';
import { type ComparedImports, judgeImports, type Policy } from '../../repro/compare/policy';
import { verdictOf } from '../../repro/compare/verdict';
import { withoutBom } from '../../repro/hash/configHash';
import { compareImports, type RunImports } from '../../repro/reproduce/specsOfRuns';
import type { SpecText } from './measurement';
import type { RecordedImports, RunComparison, RunRow } from './runRow';

/** What comparisons with a baseline depend on. `baseline`: its row, where it is listed; `configHash`: that of the baseline. */
export interface BaselineImports {
  readonly configHash: string | undefined;
  readonly baseline: RunRow | undefined;
  readonly policy: Policy;
}

/** A function that adds to the comparison of a run whether it imported the same files as the baseline, others, or that this is not known. */
export function baselineImports(textOf: SpecText): (row: RunRow, given: BaselineImports) => RunRow {
  const treeOf = memoized((hash: string): SyntaxTree | undefined => {
    const text = textOf(hash);
    return text === undefined ? undefined : parse(withoutBom(text));
  });
  const importsOfRun = recordedImports(treeOf);
  return (row, { configHash, baseline, policy }) => {
    const { comparison, claims } = row;
    if (!comparison || configHash === undefined || claims.configHash !== configHash) return row;
    if (comparison.verdict !== 'identical-inputs' && comparison.verdict !== 'comparable') return row;
    const tree = treeOf(configHash);
    if (!tree) return row;
    const imports = importsOf(tree).length === 0 ? NONE : compared(baseline, row, importsOfRun);
    if (imports.state === 'none' || imports.state === 'same')
      return { ...row, comparison: withKnownImports(comparison) };
    const { severity, reason } = judgeImports(imports, policy);
    const before = { severity: comparison.verdict === 'comparable' ? 'warn' : 'info', text: '' } as const;
    const verdict = verdictOf([before, { severity, text: reason }]);
    return verdict === comparison.verdict ? row : { ...row, comparison: { ...comparison, verdict, reason } };
  };
}

const NONE: ComparedImports = { state: 'none' };

function withKnownImports({ withImports, reason, ...comparison }: RunComparison): RunComparison {
  const known = withImports ? withImports.reason : reason;
  return { ...comparison, ...(known !== undefined && { reason: known }) };
}

type ImportsOfRun = (row: RunRow | undefined) => RunImports | undefined;

// Two current runs imported what the spec imports now.
const compared = (baseline: RunRow | undefined, row: RunRow, importsOfRun: ImportsOfRun): ComparedImports =>
  [baseline, row].every(run => run?.spec.state === 'current')
    ? { state: 'same' }
    : compareImports(importsOfRun(baseline), importsOfRun(row));

function recordedImports(treeOf: (hash: string) => SyntaxTree | undefined): ImportsOfRun {
  const known = new Map<string, boolean>();
  return row => {
    const { imported, claims, spec } = row ?? {};
    const tree = claims?.configHash === undefined ? undefined : treeOf(claims.configHash);
    if (!imported || !tree) return undefined;
    const key = JSON.stringify([claims?.configHash, imported]);
    const isComplete = spec?.state === 'current' || (known.get(key) ?? isWhole(tree, imported, treeOf));
    known.set(key, isComplete);
    return { ...imported, isComplete };
  };
}

/** Whether each file that a spec imports is among those that were recorded, with a text that can be found. */
function isWhole(
  tree: SyntaxTree,
  { spec, imports }: RecordedImports,
  treeOf: (hash: string) => SyntaxTree | undefined,
): boolean {
  const hashes = new Map(imports.map(({ path, configHash }) => [path, configHash]));
  const load = (from: string, path: string): Loaded => {
    const id = joinWritten(dirname(from), path);
    const hash = hashes.get(id);
    const found = hash === undefined ? undefined : treeOf(hash);
    return found ? { id, label: id, tree: found } : { id, label: id, problem: 'missing' };
  };
  return compose({ id: spec, tree }, load).problems.every(({ kind }) => kind === 'cycle');
}
