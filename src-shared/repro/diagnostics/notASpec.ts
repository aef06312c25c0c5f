// A text in place of a spec: neither its syntax nor its settings mean anything.
import { lfsPointerFile } from '../../artifacts/findings/lfsPointerFile';
import { mergeConflict } from '../../artifacts/findings/mergeConflict';
import type { SyntaxTree } from '../../kyn/syntax/ast';
import { matching } from '../../kyn/syntax/matching';
import type { Diagnostic } from '../../text/diagnostic';
import { lfsPointer } from '../../text/lfsPointer';
import { anyConflicts } from '../../text/mergeConflicts';
import { span } from '../../text/span';
import { type SpecFault, specFault } from '../../text/specFault';

// This runs on every keystroke, so only the items that changed are searched.
const withMarkers = matching(item => /([<>=|])\1{6}/.test(item.text));

/** What a file contains instead of a spec, as `specFault` finds it in a text; undefined for a spec. */
export const faultOfTree = (tree: SyntaxTree): SpecFault | undefined =>
  lfsPointer(tree.text) || withMarkers(tree).length > 0 ? specFault(tree.text) : undefined;

/** The only finding of a text that is a Git LFS pointer or has merge conflicts; empty for a spec. */
export function notASpec(tree: SyntaxTree): Diagnostic[] {
  if (lfsPointer(tree.text)) return [lfsPointerFile.report({}, span(0, 0))];
  return withMarkers(tree).length === 0 ? [] : mergeConflict.find(anyConflicts(tree.text));
}
