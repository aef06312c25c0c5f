// The kept state as it is read back: from another version or damaged, it must not break the page.
import type { DiffWebviewState } from '../../../src-shared/protocol/webview';

/** The part of the state that the page itself reads. */
export type KeptState = Required<Pick<DiffWebviewState, 'onlyDifferences' | 'folded' | 'scrollTop'>>;

/** Reads what was kept; what is missing or of another shape gets its default. */
export function readState(kept: unknown): KeptState {
  const state: Partial<Record<keyof DiffWebviewState, unknown>> = typeof kept === 'object' && kept !== null ? kept : {};
  return {
    onlyDifferences: state.onlyDifferences !== false,
    folded: Array.isArray(state.folded) ? state.folded.filter(id => typeof id === 'string') : [],
    scrollTop: typeof state.scrollTop === 'number' ? state.scrollTop : 0,
  };
}
