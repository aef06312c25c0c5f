// Names that look the same but are different files where a file system distinguishes case or Unicode forms.

/** How two names differ that mean the same: only in case, only in the Unicode form of their letters, or in both. */
export type NameDifference = 'case' | 'unicode' | 'both';

/** How two names differ; undefined if they are equal or differ in more than their form. */
export function nameDifference(a: string, b: string): NameDifference | undefined {
  if (a === b || foldedName(a) !== foldedName(b)) return undefined;
  if (a.normalize('NFC') === b.normalize('NFC')) return 'unicode';
  return a.toLowerCase() === b.toLowerCase() ? 'case' : 'both';
}

/** A name or path without its form: equal for names that differ only in case or Unicode form. */
export const foldedName = (name: string): string => name.normalize('NFC').toLowerCase().normalize('NFC');

/** The difference as a clause; follows a path. */
export function differenceText(difference: NameDifference): string {
  switch (difference) {
    case 'case':
      return 'which differs only in case';
    case 'unicode':
      return 'which differs only in its Unicode form';
    case 'both':
      return 'which differs only in case and Unicode form';
  }
}
