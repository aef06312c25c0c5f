// The comparison of two specs as view data, for the same printers as that of two artifacts.
import type { WholeSpec } from '../kyn/training/settingPairs';
import type { DiffSide, DiffView } from '../protocol/views';
import type { SpecComparison } from '../repro/compare/specs';
import { rowCounts, verdictText, withText } from './diffView';
import { specSection } from './specSection';
import { specTextSection } from './specTextSection';

/** A side of the comparison. */
export interface SpecDiffSide {
  readonly side: DiffSide;
  readonly spec: WholeSpec;
}

/** The view of a comparison of specs. */
export function specDiffView(comparison: SpecComparison, a: SpecDiffSide, b: SpecDiffSide): DiffView {
  const specs = { a: a.spec, b: b.spec };
  const { section } = specSection(specs, 'error');
  const text = specTextSection(specs);
  return {
    kindTitle: 'specs',
    a: a.side,
    b: b.side,
    verdict: comparison.verdict,
    verdictText: verdictText({ ...comparison, metrics: [] }),
    reasons: withText(comparison.reasons, text),
    hasMetrics: false,
    metrics: [],
    sections: [section, ...(text ? [text.section] : [])].filter(({ rows }, i) => i === 0 || rows.length > 0),
    ...rowCounts(section.rows),
  };
}
