// The comparison of two specs as view data, for the same printers as that of two artifacts.
import type { SyntaxTree } from '../kyn/syntax/ast';
import type { DiffSide, DiffView } from '../protocol/views';
import type { SpecComparison } from '../repro/compare/specs';
import { verdictText } from './diffView';
import { specSection } from './specSection';

/** A side of the comparison. */
export interface SpecDiffSide {
  readonly side: DiffSide;
  readonly tree: SyntaxTree;
}

/** The view of a comparison of specs. */
export function specDiffView(comparison: SpecComparison, a: SpecDiffSide, b: SpecDiffSide): DiffView {
  const { section } = specSection({ a: a.tree, b: b.tree }, 'error');
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
    differing: section.rows.filter(r => r.differs).length,
    equalProblems: 0,
    total: section.rows.length,
  };
}
