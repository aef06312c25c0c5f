// Whether the header of a block has a fault of its own. While it has, nothing is said about what the block as a whole lacks.
import type { Block, FaultCode } from './ast';
import { lineEnd } from './chunks';

// Faults that leave no doubt about what the block is.
const HARMLESS: ReadonlySet<FaultCode> = new Set(['wrong-indentation', 'tab-indentation', 'unexpected-block-name']);

/** Whether the header is half typed, mistyped or has more on its line than it should. */
export function isHeaderBroken({ faults, header, text }: Block): boolean {
  if (faults.length === 0) return false;
  const end = lineEnd(text, header.span.end);
  return faults.some(f => f.span.start <= end && !HARMLESS.has(f.code));
}
