// Findings about the bytes of a file that its decoded text does not show, for example invalid UTF-8.
import type { Diagnostic } from '../text/diagnostic';
import type { Span } from '../text/span';
import type { ByteFault, Check } from './check';
import { checks } from './checks';

const reporters: ReadonlyMap<ByteFault, { readonly check: Check; readonly message: string }> = new Map(
  checks.flatMap(check =>
    Object.entries(check.bytes ?? {}).map(([fault, message]) => [fault as ByteFault, { check, message }] as const),
  ),
);

/** The finding about the bytes of a file. Throws if no check reports that fault, which is a programming error. */
export function byteFinding(fault: ByteFault, span: Span): Diagnostic {
  const reporter = reporters.get(fault);
  if (!reporter) throw new Error(`No check has a message for the fault ${fault} of the bytes of a file.`);
  const { check, message } = reporter;
  return { code: check.code, severity: check.severity, message, span, fixes: [] };
}
