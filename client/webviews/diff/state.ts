// Reads the saved state of the page. It may be damaged or from another version.
import type { DiffWebviewState } from '../../../src-shared/protocol/webview';

/** The part of the state that the page reads. */
export type KeptState = Required<Pick<DiffWebviewState, 'onlyDifferences' | 'folded' | 'scrollTop'>>;

/** Reads the saved state; missing or invalid fields get their default. */
export function readState(kept: unknown): KeptState {
  const state: Partial<Record<keyof DiffWebviewState, unknown>> = typeof kept === 'object' && kept !== null ? kept : {};
  return {
    onlyDifferences: state.onlyDifferences !== false,
    folded: Array.isArray(state.folded) ? state.folded.filter(id => typeof id === 'string') : [],
    scrollTop: typeof state.scrollTop === 'number' ? state.scrollTop : 0,
  };
}
