// Reads the state that the diff webview saved before a reload of the window.
import type { Sides } from './diffSession';

/** The two sides and the pin; undefined when the state does not name two files. */
export function sidesOfState(state: unknown): (Sides & { readonly pinned: boolean }) | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { a, b, pinned } = state as Record<string, unknown>;
  if (typeof a !== 'string' || typeof b !== 'string' || a === '' || b === '') return undefined;
  return { a, b, pinned: pinned === true };
}
