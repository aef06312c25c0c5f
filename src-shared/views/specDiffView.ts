// The comparison of two specs as view data, for the same printers as that of two artifacts.
import type { WholeSpec } from '../kyn/training/settingPairs';
import type { DiffSide, DiffView } from '../protocol/views';
import type { SpecComparison } from '../repro/compare/specs';
import { rowCounts, verdictText } from './diffView';
import { specSection } from './specSection';

/** A side of the comparison. */
export interface SpecDiffSide {
  readonly side: DiffSide;
  readonly spec: WholeSpec;
}

/** The view of a comparison of specs. */
export function specDiffView(comparison: SpecComparison, a: SpecDiffSide, b: SpecDiffSide): DiffView {
  const { section } = specSection({ a: a.spec, b: b.spec }, 'error');
  return {
    kindTitle: 'specs',
    a: a.side,
    b: b.side,
    verdict: comparison.verdict,
    verdictText: verdictText({ ...comparison, metrics: [] }),
    reasons: comparison.reasons,
    hasMetrics: false,
    metrics: [],
    sections: [section],
    ...rowCounts(section.rows),
  };
}
