// Reads the saved state of the page. It may be damaged or from another version.
import type { DiffWebviewState } from '../../../src-shared/protocol/webview';

/** The scroll position of the page. */
export type ScrollPosition = Required<Pick<DiffWebviewState, 'scrollTop'>> & Pick<DiffWebviewState, 'topRow'>;

/** The text of find and whether its field is open. */
export type FindState = NonNullable<DiffWebviewState['find']>;

/** The part of the state that the page reads. */
export type KeptState = Required<Pick<DiffWebviewState, 'onlyDifferences' | 'folded' | 'expanded' | 'find'>> &
  ScrollPosition;

/** Reads the saved state; missing or invalid fields get their default. */
export function readState(kept: unknown): KeptState {
  const state = objectOf(kept);
  const { key, top } = objectOf(state.topRow);
  const { text, isOpen } = objectOf(state.find);
  return {
    onlyDifferences: state.onlyDifferences !== false,
    folded: stringsOf(state.folded),
    expanded: stringsOf(state.expanded),
    scrollTop: typeof state.scrollTop === 'number' ? state.scrollTop : 0,
    find: { text: typeof text === 'string' ? text : '', isOpen: isOpen === true },
    ...(typeof key === 'string' && typeof top === 'number' && { topRow: { key, top } }),
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
