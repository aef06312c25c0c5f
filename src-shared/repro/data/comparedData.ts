// What a comparison of a data file with a recorded hash has to state besides its result.
import type { LineEnds } from './lineEnds';

/** How a file was compared. `isPointer`: by the SHA-256 in its Git LFS or git-annex pointer. `lineEnds`: those of the recorded data, where nothing else differs. */
export interface ComparedData {
  readonly isPointer?: true;
  readonly lineEnds?: LineEnds;
}

/** Which line ends were recorded and which the file has, for people. */
export const lineEndsText = ({ recorded, now }: LineEnds): string =>
  `recorded ${lineEndName(recorded)}, now ${lineEndName(now)}`;

/** Line ends for people: `CRLF`, `mixed`. */
export const lineEndName = (ends: LineEnds['now']): string => (ends === 'mixed' ? ends : ends.toUpperCase());

/** How to keep git from converting the line ends of files like this one, as a sentence. */
export function keepLineEnds(label: string): string {
  const ending = /\.[\w-]+$/.exec(label)?.[0];
  const rule = ending === undefined ? '* -text' : `*${ending} -text`;
  return `Git probably converted them: add \`${rule}\` to .gitattributes, then check the file out again.`;
}

/** The note for a file with a label, as a sentence; undefined if the bytes of the data were compared and there is nothing to add. */
export function comparedDataNote({ isPointer, lineEnds }: ComparedData, label: string): string | undefined {
  if (isPointer)
    return 'Only the hash in its pointer was compared; run `git lfs pull` or `git annex get` to fetch the data itself.';
  return lineEnds && `Only its line ends differ (${lineEndsText(lineEnds)}). ${keepLineEnds(label)}`;
}
