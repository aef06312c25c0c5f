// The paths of a report for a CI service, which knows files by their path in the repository and not by the folder in which kyn ran.
import { isInside, relativeTo } from '../../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../../src-shared/host/repositoryOf';
import { absolutePath } from '../../cliPaths';
import type { CliEnvironment } from '../../command';

/** What the printers of reports need besides the report. */
export type ReportContext = Pick<CliEnvironment, 'host' | 'io' | 'version'>;

/** The top folder of the repository that the working folder is in; the working folder where it is in none. */
export const reportRoot = ({ host, io }: ReportContext): string => repositoryOf(host, io.cwd) ?? io.cwd;

/** A function that gives the path of a file of the report: relative to the root, or absolute for a file outside of it. Standard input stays `-`. */
export function reportPaths(context: ReportContext): (label: string) => string {
  const root = reportRoot(context);
  return label => {
    if (label === '-') return label;
    const path = absolutePath(context, label);
    return isInside(root, path) ? relativeTo(root, path) : path;
  };
}
