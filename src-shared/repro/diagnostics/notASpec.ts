// A text in place of a spec: neither its syntax nor its settings mean anything.
import { lfsPointerFile } from '../../artifacts/findings/lfsPointerFile';
import { mergeConflict } from '../../artifacts/findings/mergeConflict';
import type { Diagnostic } from '../../text/diagnostic';
import { lfsPointer } from '../../text/lfsPointer';
import { anyConflicts } from '../../text/mergeConflicts';
import { span } from '../../text/span';

/** The only finding of a text that is a Git LFS pointer or has merge conflicts; empty for a spec. */
export const notASpec = (text: string): Diagnostic[] =>
  lfsPointer(text) ? [lfsPointerFile.report({}, span(0, 0))] : mergeConflict.find(anyConflicts(text));
