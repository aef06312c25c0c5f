// Findings about the bytes of a file, which no text shows. They are read from the list of checks like every other finding.
import type { Diagnostic } from '../text/diagnostic';
import type { Span } from '../text/span';
import { checks } from './checks';

const raised = new Map(checks.flatMap(check => (check.bytes === undefined ? [] : [[check.code, check] as const])));

/** The finding of a check about the bytes of a file. Throws where no check of that code has a message for bytes, which is a mistake in the program. */
export function byteFinding(code: string, span: Span): Diagnostic {
  const check = raised.get(code);
  if (check?.bytes === undefined) throw new Error(`No check ${code} has a message for the bytes of a file.`);
  return { code, severity: check.severity, message: check.bytes, span, fixes: [] };
}
