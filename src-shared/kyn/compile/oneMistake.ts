// A mistake that both a check and the built-in compiler report is shown once: as the check states it, because it knows the words that are meant.
import type { Diagnostic } from '../../text/diagnostic';
import { builtinArgument } from './findings/builtinArgument';
import { builtinWord } from './findings/builtinWord';

// The code of the check for each code of the compiler. Checks are not imported by the code that they use.
const CHECK_OF: ReadonlyMap<string, string> = new Map([
  [builtinArgument.code, 'call-arguments'],
  [builtinWord.code, 'unknown-word'],
]);

/** The errors of the compiler for a compilation, where a check reports the mistake as an error in its words; and the other findings of checks. */
export function oneFindingEach(found: readonly Diagnostic[], errors: readonly Diagnostic[]): Diagnostic[] {
  const raised = new Set<Diagnostic>();
  const rest = errors.filter(error => {
    const same = found.filter(d => d.code === CHECK_OF.get(error.code) && touches(d, error));
    for (const d of same) raised.add(d);
    return same.length === 0;
  });
  return [...found.map(d => (raised.has(d) ? { ...d, severity: 'error' as const } : d)), ...rest];
}

const touches = ({ span: a }: Diagnostic, { span: b }: Diagnostic): boolean => a.start <= b.end && b.start <= a.end;
