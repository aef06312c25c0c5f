// Reports what a write left behind although it succeeded, which must not go unnoticed.
import type { Host } from './host';
import { writeSentences } from './node/writeSentences';

/** Takes a written file and a function that makes the sentence about it from its path for people. */
type ReportWrite = (path: string, sentence: (label: string) => string) => void;

/** A host that reports each file that had several names, and each whose temporary file is still there. */
export const withWriteReports = (host: Host, report: ReportWrite): Host => ({
  ...host,
  writeAtomic: async (path, content, isExpected) => {
    const result = await host.writeAtomic(path, content, isExpected);
    for (const sentence of writeSentences(result)) report(path, sentence);
    return result;
  },
});
