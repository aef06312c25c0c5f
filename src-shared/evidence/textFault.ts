// What is wrong with the text of a file of a package that another program changed on its way.
import { lfsPointer } from '../text/lfsPointer';
import { anyConflicts } from '../text/mergeConflicts';

/** Why a text is not what was written, after the name of its file; undefined for any other text. */
export function textFault(text: string): string | undefined {
  if (lfsPointer(text)) return 'is a Git LFS pointer. Run `git lfs pull` to fetch the package';
  if (anyConflicts(text).length > 0) return 'contains a merge conflict, so the package was merged. Take one of the two';
  if (text.startsWith('\ufeff')) return 'starts with a byte order mark, so a program changed it';
  if (text.includes('\r\n'))
    return 'has the line ends of Windows, so a program converted them, probably git. Add `* -text` to .gitattributes of the package and check it out again';
  return undefined;
}
