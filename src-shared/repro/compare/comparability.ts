// Reasons that do not come from differences: files that are not reliable.
import { duplicateField } from '../../artifacts/findings/duplicateField';
import type { Artifact } from '../../artifacts/read';
import { validate } from '../../artifacts/validate';
import type { Diagnostic } from '../../text/diagnostic';
import type { Reason } from './verdict';

/** Why a file is not reliable: it breaks the rules of its kind, has an unknown form, or has duplicate keys. */
export function faults(side: Artifact, name: string): Reason[] {
  return [...unjudged(side, name), ...broken(side, name), ...ambiguous(side, name)];
}

// The fields of a file that the kind's gate rejects are not checked, so the meaning of the fields is unknown, even if the gate reports no error.
function unjudged({ kind, root }: Artifact, name: string): Reason[] {
  const gate = root?.kind === 'object' ? kind.gate?.(root) : undefined;
  if (!gate || gate.severity === 'error') return [];
  return [{ severity: 'error', text: `${name} was not checked, so its meaning is unknown: ${gate.message}` }];
}

// Python uses the last of two equal keys; the writer of the file may have meant the first.
function ambiguous({ kind, root }: Artifact, name: string): Reason[] {
  const count = root ? duplicateField.find(kind.withoutMetrics?.(root) ?? root).length : 0;
  if (count === 0) return [];
  const keys = count === 1 ? 'a duplicate key' : `${count} duplicate keys`;
  return [
    {
      severity: 'warn',
      text: `${name} has ${keys}; only the last value is compared, but another reader may use the first.`,
    },
  ];
}

// A file that breaks the rules of its kind may not mean what it seems to mean, so its verdict is never `identical-inputs`.
function broken(side: Artifact, name: string): Reason[] {
  const errors = decisiveErrors(side);
  const [first] = errors;
  if (!first) return [];
  const others = errors.length - 1;
  const more = others === 0 ? '' : ` (and ${others} more ${others === 1 ? 'error' : 'errors'})`;
  return [{ severity: 'error', text: `${name} is not a valid ${side.kind.title}${more}: ${first.message}` }];
}

// Errors that disappear with the metrics do not count, because neither the metrics nor their form decide a verdict.
function decisiveErrors({ kind, root, diagnostics }: Artifact): Diagnostic[] {
  const errors = diagnostics.filter(d => d.severity === 'error');
  if (errors.length === 0 || !root || !kind.withoutMetrics) return errors;
  const [all, remaining] = [root, kind.withoutMetrics(root)].map(r => new Set(validate(kind, r).map(identityOf)));
  return errors.filter(d => !all?.has(identityOf(d)) || remaining?.has(identityOf(d)));
}

const identityOf = ({ code, message, span }: Diagnostic): string => `${span.start} ${code} ${message}`;
