// Runs of one spec that were compared with a baseline: what they imported is not in their files. The list knows it for runs that are current.
import { memoized } from '../../host/memoized';
import { importsOf } from '../../kyn/names/compose';
import { parse } from '../../kyn/syntax/parse';
import { type ComparedImports, judgeImports, type Policy } from '../../repro/compare/policy';
import { verdictOf } from '../../repro/compare/verdict';
import { withoutBom } from '../../repro/hash/configHash';
import type { SpecText } from './measurement';
import type { RunRow } from './runRow';

/** What comparisons with a baseline depend on. `baseline`: its row, where it is listed; `configHash`: that of the baseline. */
export interface BaselineImports {
  readonly configHash: string | undefined;
  readonly baseline: RunRow | undefined;
  readonly policy: Policy;
}

/** A function that adds to the comparison of a run that it imported other files than the baseline, or that this is not known. */
export function baselineImports(textOf: SpecText): (row: RunRow, given: BaselineImports) => RunRow {
  const mayImport = memoized((hash: string): boolean => {
    const text = textOf(hash);
    return text !== undefined && importsOf(parse(withoutBom(text))).length > 0;
  });
  return (row, { configHash, baseline, policy }) => {
    const { comparison, claims } = row;
    if (!comparison || configHash === undefined || claims.configHash !== configHash || !mayImport(configHash))
      return row;
    if (comparison.verdict !== 'identical-inputs' && comparison.verdict !== 'comparable') return row;
    const { severity, reason } = judgeImports(importsOfRuns(baseline, row), policy);
    const before = { severity: comparison.verdict === 'comparable' ? 'warn' : 'info', text: '' } as const;
    const verdict = verdictOf([before, { severity, text: reason }]);
    return verdict === comparison.verdict ? row : { ...row, comparison: { ...comparison, verdict, reason } };
  };
}

// Two current runs imported what the spec imports now.
function importsOfRuns(baseline: RunRow | undefined, row: RunRow): ComparedImports {
  const isCurrent = (run: RunRow | undefined): boolean => run?.spec.state === 'current';
  const sides = [...(isCurrent(baseline) ? [] : ['A' as const]), ...(isCurrent(row) ? [] : ['B' as const])];
  return sides.length > 0 ? { state: 'unknown', sides } : { state: 'same' };
}
