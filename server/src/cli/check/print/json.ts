// The JSON output of `kyn check`.
import { printJson } from '../../../../../src-shared/text/outputJson';
import { type CheckReport, locateFindings } from '../checkReport';

/** The JSON of the contract. */
export const checkJson = ({ files, problems, errors, warnings }: CheckReport): string =>
  printJson({
    version: 1,
    files: files.map(file => ({
      path: file.path,
      kind: file.kind,
      configHash: file.configHash,
      readAs: file.readAs,
      diagnostics: locateFindings(file).map(({ code, severity, message, start, end }) => ({
        code,
        severity,
        message,
        range: { start: { ...start }, end: { ...end } },
      })),
    })),
    problems: problems.length > 0 ? problems : undefined,
    summary: { files: files.length, errors, warnings },
  });
