// Findings about the bytes of a file that its decoded text does not show, for example invalid UTF-8.
import type { Diagnostic } from '../text/diagnostic';
import type { Span } from '../text/span';
import { checks } from './checks';

const byteChecks = new Map(checks.flatMap(check => (check.bytes === undefined ? [] : [[check.code, check] as const])));

/**
 * The finding of a check about the bytes of a file. Throws if no check of that code has a `bytes` message, which is a
 * programming error.
 */
export function byteFinding(code: 'not-utf8' | 'byte-order-mark', span: Span): Diagnostic {
  const check = byteChecks.get(code);
  if (check?.bytes === undefined)
    throw new Error(`The check ${code} does not exist or has no message about the bytes of a file.`);
  return { code, severity: check.severity, message: check.bytes, span, fixes: [] };
}
