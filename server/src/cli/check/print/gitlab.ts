// Output of `kyn check` for GitLab: a report of code quality, which GitLab shows in a merge request.
import { printJson } from '../../../../../src-shared/text/outputJson';
import { type CheckReport, type LocatedFinding, locateFindings } from '../checkReport';
import { fingerprints } from './fingerprints';
import { type ReportContext, reportPaths } from './reportPaths';

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const;

/** The report: a list of findings. Hints are omitted, because GitLab has no severity that is not shown. */
export function gitlab({ files, problems }: CheckReport, context: ReportContext): string {
  const pathOf = reportPaths(context);
  const found = files.flatMap(locateFindings).filter(isShown);
  const ids = fingerprints(found, pathOf, context.host.sha256);
  return printJson([
    ...found.map(({ file, severity, code, message, start, end }, i) => ({
      description: message,
      check_name: code,
      fingerprint: ids[i],
      severity: SEVERITIES[severity],
      location: { path: pathOf(file.path), lines: { begin: start.line + 1, end: end.line + 1 } },
    })),
    // GitLab ignores an entry without a place. The working folder is the place of what concerns all files.
    ...problems.map(description => ({
      description,
      check_name: 'kyn/check',
      fingerprint: context.host.sha256(description),
      severity: SEVERITIES.error,
      location: { path: pathOf('.'), lines: { begin: 1, end: 1 } },
    })),
  ]);
}

type ShownFinding = LocatedFinding & { readonly severity: keyof typeof SEVERITIES };

const isShown = (finding: LocatedFinding): finding is ShownFinding => finding.severity !== 'hint';
