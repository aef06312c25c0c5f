// Determines whether a change affects the status bar. Independent of VS Code.
import { includesAny, includesEnding, includesSpec, type SameUri } from '../base/changedUris';

/** What the status bar shows, and for which document. */
export type StatusBarContent =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'other' | 'run'; readonly document: string }
  | { readonly kind: 'spec'; readonly document: string; readonly lock: string | null };

/** Whether a change affects the status bar; true while its content is unknown. */
export function affectsStatusBar(
  changed: readonly string[],
  shown: StatusBarContent | undefined,
  same: SameUri,
): boolean {
  if (!shown) return true;
  if (shown.kind === 'nothing') return false;
  if (includesAny(changed, documentsOf(shown), same)) return true;
  // Another version of a spec can make a run current or stale.
  if (shown.kind === 'run') return includesSpec(changed);
  return shown.kind === 'spec' && mayBeItsLock(changed, shown.lock);
}

const documentsOf = (shown: Exclude<StatusBarContent, { kind: 'nothing' }>): readonly string[] =>
  shown.kind === 'spec' && shown.lock !== null ? [shown.document, shown.lock] : [shown.document];

// A closer lock may appear. Without a lock, the setting kynml.lock.path may name a JSON file.
const mayBeItsLock = (changed: readonly string[], lock: string | null): boolean =>
  includesEnding(changed, '.lock') || (lock === null && includesEnding(changed, '.json'));
