// The canonical form of a text of a file, or the faults that stand in its way.
import { analyze } from '../../../../src-shared/kyn/analyze';
import { formatInPlace, obstacles } from '../../../../src-shared/kyn/format/format';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { BOM } from '../../../../src-shared/repro/hash/configHash';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';

/** A syntax fault at its place: line and UTF-16 character from 0. */
export interface LocatedFault {
  readonly line: number;
  readonly character: number;
  readonly code: string;
  readonly message: string;
}

/** A canonical text, or why there is none. */
export type CanonicalResult =
  | { readonly ok: true; readonly text: string; readonly changed: boolean }
  | { readonly ok: false; readonly faults: readonly LocatedFault[] };

/** Lays a text out. The canonical form has no byte order mark, for KynML reads it as a part of the spec. */
export function canonicalize(text: string): CanonicalResult {
  const tree = parse(text.startsWith(BOM) ? text.slice(1) : text);
  const laid = formatInPlace(tree);
  return laid === undefined ? { ok: false, faults: faultsOf(tree) } : { ok: true, text: laid, changed: laid !== text };
}

function faultsOf(tree: SyntaxTree): LocatedFault[] {
  const codes: ReadonlySet<string> = obstacles(tree);
  const lines = lineIndex(tree.text);
  return analyze({ tree })
    .diagnostics.filter(d => codes.has(d.code))
    .map(({ code, message, span }) => ({ ...positionAt(lines, span.start), code: `kyn/${code}`, message }));
}
