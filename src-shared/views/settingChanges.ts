// What accepting a spec changes, in one sentence: the settings that differ from the locked version, with both values.
import type { SyntaxTree } from '../kyn/syntax/ast';
import { type SettingPair, settingPairs } from '../kyn/training/settings';
import { oneLine } from '../text/oneLine';
import { withoutSecretForms } from '../text/secretText';

/** The number of settings that the sentence names. */
const NAMED = 3;
const MAX_VALUE = 40;

/** The sentence. `locked` and `current` are two versions of one spec. */
export function settingChangesText(locked: SyntaxTree, current: SyntaxTree): string {
  const changed = settingPairs(locked, current).filter(({ a, b }) => a !== b);
  if (changed.length === 0) return 'No setting changes: only comments, blanks or the order changed.';
  const more = changed.length > NAMED ? ` and ${changed.length - NAMED} more` : '';
  const count = changed.length === 1 ? '1 setting changes' : `${changed.length} settings change`;
  return `${count}: ${changed.slice(0, NAMED).map(changeText).join(', ')}${more}.`;
}

const changeText = ({ path, a, b }: SettingPair): string => `${plain(path)} ${valueText(a)} → ${valueText(b)}`;

const valueText = (text: string | undefined): string => (text === undefined ? '(absent)' : plain(text));

function plain(text: string): string {
  const line = oneLine(withoutSecretForms(text));
  return line.length > MAX_VALUE ? `${line.slice(0, MAX_VALUE)}…` : line;
}
