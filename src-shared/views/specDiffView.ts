// The comparison of two specs as view data, for the same printers as that of two artifacts.
import type { SyntaxTree } from '../kyn/syntax/ast';
import type { DiffRow, DiffSide, DiffView, ValueView } from '../protocol/views';
import type { SpecComparison } from '../repro/compare/specs';
import { withoutSecretForms } from '../text/secretForms';
import { verdictText } from './diffView';
import { specSection } from './specSection';

/** A side of the comparison. */
export interface SpecDiffSide {
  readonly side: DiffSide;
  readonly tree: SyntaxTree;
}

/** The view of a comparison of specs. */
export function specDiffView(comparison: SpecComparison, a: SpecDiffSide, b: SpecDiffSide): DiffView {
  const { section } = specSection({ a: a.tree, b: b.tree });
  const rows = section.rows.map(withoutSecrets);
  return {
    kindTitle: 'specs',
    a: a.side,
    b: b.side,
    verdict: comparison.verdict,
    verdictText: verdictText(comparison),
    reasons: comparison.reasons,
    metrics: [],
    sections: [{ ...section, rows }],
    differing: rows.filter(r => r.severity !== 'same').length,
    total: rows.length,
  };
}

const withoutSecrets = (row: DiffRow): DiffRow => ({
  ...row,
  path: withoutSecretForms(row.path),
  a: visible(row.a),
  b: visible(row.b),
  spoken: withoutSecretForms(row.spoken),
});

const visible = (value: ValueView): ValueView => ({ ...value, text: withoutSecretForms(value.text) });
