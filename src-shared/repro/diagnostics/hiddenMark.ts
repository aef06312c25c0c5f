// Findings in a text whose byte order mark is hidden: an editor shows the text without it, and the command line prints places as the editor does.
import { jsonByteOrderMark } from '../../artifacts/findings/jsonByteOrderMark';
import type { Diagnostic } from '../../text/diagnostic';
import { type Span, shift, span } from '../../text/span';
import { firstLine } from './findings';

/** Findings of a text with one mark as findings of the `visible` text. Edits of the visible text cannot remove the mark, so its fix is left out. */
export function withoutMark(diagnostics: readonly Diagnostic[], visible: string): Diagnostic[] {
  return diagnostics.map(d => {
    if (d.code === jsonByteOrderMark.code) return { ...d, span: firstLine(visible), fixes: [] };
    const fixes = d.fixes.map(fix => ({ ...fix, edits: fix.edits.map(edit => ({ ...edit, span: moved(edit.span) })) }));
    return { ...d, span: moved(d.span), fixes };
  });
}

const moved = (at: Span): Span => (at.start === 0 ? span(0, Math.max(0, at.end - 1)) : shift(at, -1));
