// What accepting a spec changes, in one sentence: the settings that differ from the locked version, with both values.
import type { SyntaxTree } from '../kyn/syntax/ast';
import { changeText, NOT_SETTINGS, namedChanges, specChanges } from '../kyn/training/specChanges';

/** The number of settings that the sentence names. */
const NAMED = 3;

/** The sentence. `locked` and `current` are two versions of one spec. */
export function settingChangesText(locked: SyntaxTree, current: SyntaxTree): string {
  const changed = specChanges(locked, current);
  if (!changed) return 'Which settings change is unknown, because one of the versions has syntax errors.';
  if (changed.length === 0) return `No setting of the file changes: only ${NOT_SETTINGS} changed.`;
  const count = changed.length === 1 ? '1 setting changes' : `${changed.length} settings change`;
  return `${count}: ${namedChanges(changed, { text: changeText, max: NAMED })}.`;
}
