// Whether the header of a block has a fault. Until it is fixed, checks do not report what the block lacks.
import type { Block, FaultCode } from './ast';
import { lineEnd } from './chunks';

// Faults that do not affect how the block is understood.
const HARMLESS: ReadonlySet<FaultCode> = new Set(['wrong-indentation', 'tab-indentation', 'unexpected-block-name']);

/** Whether the header is incomplete, mistyped or followed by unexpected text. */
export function isHeaderBroken({ faults, header, text }: Block): boolean {
  if (faults.length === 0) return false;
  const end = lineEnd(text, header.span.end);
  return faults.some(f => f.span.start <= end && !HARMLESS.has(f.code));
}
