// What a write leaves behind although it succeeded. A file is replaced as a whole by a rename, so its other names keep the old text, and a folder may not
// let its temporary file be removed. Neither must go unnoticed.
import type { Host, WriteResult } from './host';

/** Takes a written file and a function that makes the sentence about it from its path for people. */
type ReportWrite = (path: string, sentence: (label: string) => string) => void;

/** A host that reports each file that had several names, and each whose temporary file is still there. */
export const withWriteReports = (host: Host, report: ReportWrite): Host => ({
  ...host,
  writeAtomic: async (path, text, isExpected) => {
    const result = await host.writeAtomic(path, text, isExpected);
    for (const sentence of sentencesOf(result)) report(path, sentence);
    return result;
  },
});

function sentencesOf(result: WriteResult): ((label: string) => string)[] {
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
