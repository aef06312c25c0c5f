// Hard links of written files. A file is replaced as a whole by a rename, so its other names keep the old text, and that must not go unnoticed.
import type { Host } from './host';

/** A host that reports each written file that had several names; `path` is the one that was written. */
export const withHardLinkReports = (host: Host, report: (path: string, hardLinks: number) => void): Host => ({
  ...host,
  writeAtomic: async (path, text, isExpected) => {
    const result = await host.writeAtomic(path, text, isExpected);
    if (result.ok && result.hardLinks !== undefined) report(path, result.hardLinks);
    return result;
  },
});

/** The report as a sentence; `label` is the path for people. */
export const hardLinksText = (label: string, hardLinks: number): string =>
  `${label} had ${hardLinks} hard links; ${hardLinks === 2 ? 'the other one keeps' : 'the others keep'} the old text.`;
