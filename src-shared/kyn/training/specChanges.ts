// What differs between two versions of a spec in meaning: settings, not comments, blanks, the order of blocks and keys or a documented default that is written out.
import { firstFew } from '../../text/firstFew';
import { counted } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import type { SyntaxTree } from '../syntax/ast';
import { hasUnknownImports, type SettingPair, settingPairs, type WholeSpec } from './settingPairs';

/** What may differ between two texts of a spec with equal settings; `only ... differ`. */
export const NOT_SETTINGS = 'comments, blanks, the order, the form of a number, explicit defaults or a byte order mark';

/** The settings that differ or may differ; undefined if a file of one of the specs has syntax faults, because then not all settings are known. */
export function specChanges(a: WholeSpec, b: WholeSpec): readonly SettingPair[] | undefined {
  return isAnyBroken(a) || isAnyBroken(b) ? undefined : settingPairs(a, b).filter(({ equal }) => !equal);
}

/** Two specs that are compared. */
export interface SpecPair {
  readonly a: WholeSpec;
  readonly b: WholeSpec;
}

/** The end of a sentence on specs without `specChanges`: `is equal: only comments ... changed`. An import may be read or not. */
export function equalText({ a, b }: SpecPair, verb: 'differ' | 'changed', are: 'is' | 'are' = 'is'): string {
  if (hasUnknownImports(a) || hasUnknownImports(b))
    return `outside of the imported files ${are} equal; those in them are not known`;
  return a.imports?.length || b.imports?.length
    ? `${are} equal, imported ones included`
    : `${are} equal: only ${NOT_SETTINGS} ${verb}`;
}

/** What changed in the text of a spec since an older version; `broken`: one of the versions has syntax faults. */
export type ChangesSinceVersion = TextChanges | 'broken';

/** The settings that differ. `imports`: one of the versions imports files. These are not compared, because their older content is not known. */
export interface TextChanges {
  readonly settings: readonly SettingPair[];
  readonly imports: boolean;
}

/** Compares two versions of the text of a spec. */
export function changesSince(older: SyntaxTree, current: SyntaxTree): ChangesSinceVersion {
  const [a, b] = [{ tree: older }, { tree: current }];
  const settings = specChanges(a, b);
  return settings ? { settings, imports: hasUnknownImports(a) || hasUnknownImports(b) } : 'broken';
}

/** A sentence after what changed since a lock was written, with a blank before it; empty for a spec without imports. */
export const notLockedText = ({ imports }: TextChanges): string =>
  imports ? ' A lock does not cover imported files, so these are not compared.' : '';

/** Whether a spec has syntax faults, so that not all of its settings are known. */
export const isBroken = ({ items }: SyntaxTree): boolean =>
  items.some(
    ({ item }) =>
      item.faults.length > 0 ||
      (item.kind === 'block' && (item.unread || ![...item.entries, ...item.layers].every(({ complete }) => complete))),
  );

const isAnyBroken = ({ tree, imports = [] }: WholeSpec): boolean => [tree, ...imports].some(isBroken);

/** Which of two specs has syntax faults, as the beginning of a sentence. For two specs of which `specChanges` returns undefined. */
export function brokenText(a: WholeSpec, b: WholeSpec): string {
  if (isBroken(a.tree) && isBroken(b.tree)) return 'Both specs have syntax errors';
  const own = [a, b].findIndex(({ tree }) => isBroken(tree));
  if (own >= 0) return `The spec of ${own === 0 ? 'A' : 'B'} has syntax errors`;
  if (isAnyBroken(a) && isAnyBroken(b)) return 'Files that both specs import have syntax errors';
  return `A file that the spec of ${isAnyBroken(a) ? 'A' : 'B'} imports has syntax errors`;
}

const MAX_NAMED = 4;

/** How each setting is written, and how many are named. */
export interface ChangesForm {
  readonly text?: (change: SettingPair) => string;
  readonly max?: number;
}

/** Counts and names settings that differ: `2 settings differ (train.epochs, train.seed)`; those of imports that are not known `may differ`. */
export function changesText(changes: readonly SettingPair[], form: ChangesForm = {}): string {
  const { known, unknown } = byKnowledge(changes);
  const text = (some: typeof changes, what: string): string[] =>
    some.length === 0 ? [] : [`${settingCount(some)} ${what} (${namedChanges(some, form)})`];
  return [
    ...text(known, known.length === 1 ? 'differs' : 'differ'),
    ...text(unknown, 'may differ because of an import that is not known'),
  ].join(', and ');
}

/** Settings that differ, and settings of which that is not known, because an import is not. */
export const byKnowledge = (changes: readonly SettingPair[]): Readonly<Record<'known' | 'unknown', SettingPair[]>> => ({
  known: changes.filter(c => !c.isUnknown),
  unknown: changes.filter(c => c.isUnknown),
});

/** `1 setting`, `2 settings`. */
export const settingCount = ({ length }: readonly SettingPair[]): string => counted(length, 'setting');

/** Names the first settings that differ and counts the others: `train.epochs, train.seed and 3 more`. */
export function namedChanges(
  changes: readonly SettingPair[],
  { text = pathText, max = MAX_NAMED }: ChangesForm = {},
): string {
  return firstFew(changes, max, { text });
}

const pathText = ({ path }: SettingPair): string => oneLine(path);

/** A setting with both values: `train.epochs 3 → 5`. A long value is cut. */
export const changeText = ({ path, a, b, isUnknown }: SettingPair): string => {
  const missing = isUnknown ? '(not known)' : '(absent)';
  const value = (text: string | undefined): string => (text === undefined ? missing : shortText(text));
  return `${shortText(path)} ${value(a)} → ${value(b)}`;
};
