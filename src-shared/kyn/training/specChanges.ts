// What differs between two versions of a spec in meaning: settings, not comments, blanks, the order of blocks and keys or a documented default that is written out.

import { firstFew } from '../../text/firstFew';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import type { SyntaxTree } from '../syntax/ast';
import { type SettingPair, settingPairs } from './settings';

/** What may differ between two texts of a spec with equal settings; `only ... differ`. */
export const NOT_SETTINGS = 'comments, blanks, the order, the form of a number, explicit defaults or a byte order mark';

/** The settings that differ; undefined if one of the specs has syntax faults, because then not all of its settings are known. */
export function specChanges(a: SyntaxTree, b: SyntaxTree): readonly SettingPair[] | undefined {
  return isBroken(a) || isBroken(b) ? undefined : settingPairs(a, b).filter(({ equal }) => !equal);
}

/** What changed since an older version; `broken`: one of the versions has syntax faults. */
export type ChangesSinceVersion = readonly SettingPair[] | 'broken';

/** Whether a spec has syntax faults, so that not all of its settings are known. */
export const isBroken = ({ items }: SyntaxTree): boolean =>
  items.some(
    ({ item }) =>
      item.faults.length > 0 ||
      (item.kind === 'block' && (item.unread || ![...item.entries, ...item.layers].every(({ complete }) => complete))),
  );

/** Which of two specs has syntax faults, as the beginning of a sentence. For two specs of which `specChanges` returns undefined. */
export function brokenText(a: SyntaxTree, b: SyntaxTree): string {
  if (isBroken(a) && isBroken(b)) return 'Both specs have syntax errors';
  return `The spec of ${isBroken(a) ? 'A' : 'B'} has syntax errors`;
}

const MAX_NAMED = 4;

/** How each setting is written, and how many are named. */
export interface ChangesForm {
  readonly text?: (change: SettingPair) => string;
  readonly max?: number;
}

/** Counts and names settings that differ: `2 settings differ (train.epochs, train.seed)`. */
export function changesText(changes: readonly SettingPair[], form: ChangesForm = {}): string {
  const count = changes.length === 1 ? '1 setting differs' : `${changes.length} settings differ`;
  return `${count} (${namedChanges(changes, form)})`;
}

/** Names the first settings that differ and counts the others: `train.epochs, train.seed and 3 more`. */
export function namedChanges(
  changes: readonly SettingPair[],
  { text = pathText, max = MAX_NAMED }: ChangesForm = {},
): string {
  return firstFew(changes, max, { text });
}

const pathText = ({ path }: SettingPair): string => oneLine(path);

/** A setting with both values: `train.epochs 3 → 5`. A long value is cut. */
export const changeText = ({ path, a, b }: SettingPair): string =>
  `${shortText(path)} ${valueText(a)} → ${valueText(b)}`;

const valueText = (text: string | undefined): string => (text === undefined ? '(absent)' : shortText(text));
