// What a write left behind although it succeeded. A file is replaced as a whole by a rename, so its other names keep the old text, and a folder may not
// let its temporary file be removed.
import type { WriteResult } from '../host';

/** The sentences about a written file, each made from its path for people; none where nothing was left behind. */
export function writeSentences(result: WriteResult): ((label: string) => string)[] {
  if (!result.ok) return [];
  const { hardLinks, leftover } = result;
  return [
    ...(hardLinks === undefined ? [] : [(label: string) => hardLinksText(label, hardLinks)]),
    ...(leftover === undefined ? [] : [(label: string) => leftoverText(label, leftover)]),
  ];
}

const hardLinksText = (label: string, hardLinks: number): string =>
  `${label} had ${hardLinks} hard links; ${hardLinks === 2 ? 'the other one keeps' : 'the others keep'} the old text.`;

const leftoverText = (label: string, name: string): string =>
  `${label} was written, but its folder does not let its temporary file ${name} be removed. Remove it when that is allowed.`;
