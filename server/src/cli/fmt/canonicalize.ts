// The canonical form of the text of a spec, or the syntax errors that prevent it.
import { analyze } from '../../../../src-shared/kyn/analyze';
import { formatInPlace, obstacles } from '../../../../src-shared/kyn/format/format';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { notASpec } from '../../../../src-shared/repro/diagnostics/notASpec';
import { BOM } from '../../../../src-shared/repro/hash/configHash';
import type { Diagnostic } from '../../../../src-shared/text/diagnostic';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';

/** A syntax error with its position: line and UTF-16 character from 0. */
interface LocatedFault {
  readonly line: number;
  readonly character: number;
  readonly code: string;
  readonly message: string;
}

/** A canonical text, or the syntax errors. */
export type CanonicalResult =
  | { readonly ok: true; readonly text: string; readonly changed: boolean }
  | { readonly ok: false; readonly faults: readonly LocatedFault[] };

/** Formats a text. The canonical form has no byte order mark, because KynML reads it as a part of the spec. */
export function canonicalize(text: string): CanonicalResult {
  const tree = parse(text.startsWith(BOM) ? text.slice(1) : text);
  const instead = notASpec(tree);
  if (instead.length > 0) return { ok: false, faults: located(tree, instead) };
  const formatted = formatInPlace(tree);
  return formatted === undefined
    ? { ok: false, faults: faultsOf(tree) }
    : { ok: true, text: formatted, changed: formatted !== text };
}

function faultsOf(tree: SyntaxTree): LocatedFault[] {
  const codes: ReadonlySet<string> = obstacles(tree);
  return located(
    tree,
    analyze({ tree }).diagnostics.filter(d => codes.has(d.code)),
  );
}

function located({ text }: SyntaxTree, found: readonly Diagnostic[]): LocatedFault[] {
  const lines = lineIndex(text);
  return found.map(({ code, message, span }) => ({ ...positionAt(lines, span.start), code: `kyn/${code}`, message }));
}
