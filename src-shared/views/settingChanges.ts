// What accepting a spec changes, in one sentence: the settings that differ from the locked version, with both values.
import type { SyntaxTree } from '../kyn/syntax/ast';
import type { SettingPair } from '../kyn/training/settingPairs';
import {
  byKnowledge,
  changesSince,
  changeText,
  NOT_SETTINGS,
  namedChanges,
  notLockedText,
  settingCount,
} from '../kyn/training/specChanges';

/** The number of settings that the sentence names. */
const NAMED = 3;

/** The sentence. `locked` and `current` are two versions of one spec. */
export function settingChangesText(locked: SyntaxTree, current: SyntaxTree): string {
  const changes = changesSince(locked, current);
  if (changes === 'broken') return 'Which settings change is unknown, because one of the versions has syntax errors.';
  return changedText(changes.settings) + notLockedText(changes);
}

function changedText(changed: readonly SettingPair[]): string {
  if (changed.length === 0) return `No setting of the file changes: only ${NOT_SETTINGS} changed.`;
  const { known, unknown } = byKnowledge(changed);
  const named = (some: typeof changed): string => namedChanges(some, { text: changeText, max: NAMED });
  const verb = known.length === 1 ? 'changes' : 'change';
  return [
    ...(known.length > 0 ? [`${settingCount(known)} ${verb}: ${named(known)}.`] : []),
    ...(unknown.length > 0
      ? [`${settingCount(unknown)} may change because of an import that is not known: ${named(unknown)}.`]
      : []),
  ].join(' ');
}
