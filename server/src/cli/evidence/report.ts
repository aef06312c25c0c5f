// Reports what `kyn evidence` wrote, for people or as JSON.
import type { Evidence } from '../../../../src-shared/evidence/evidence';
import type { PackageFiles } from '../../../../src-shared/evidence/packageFiles';
import { byPath } from '../../../../src-shared/evidence/packagePath';
import { printJson } from '../../../../src-shared/text/outputJson';
import { stepsSummary } from '../../../../src-shared/views/verificationTexts';
import { displayPath } from '../cliPaths';
import type { CliContext } from '../command';
import type { EvidenceFormat } from './formatNames';

/** What was written. `files`: those of a package. */
export interface WrittenEvidence {
  readonly evidence: Evidence;
  readonly format: EvidenceFormat;
  readonly files: PackageFiles;
}

/** The report. With `--quiet` there is none for people. */
export function evidenceReport({ options, io, host }: CliContext, written: WrittenEvidence): string {
  const { evidence, format, files } = written;
  const { verdict, steps, missing } = evidence;
  const out = options.get('output-file') ?? '';
  if (options.get('report') === 'json')
    return printJson({
      path: displayPath(out),
      format,
      verdict,
      files: [...files].map(([path, content]) => ({ path, sha256: host.sha256(content) })).sort(byPath),
      missing: missing.map(({ what, reason }) => ({ what, reason })),
    });
  if (io.quiet) return '';
  return `${displayPath(out)} was written: ${files.size} files. Verdict of kyn verify: ${verdict} (${stepsSummary(steps)}).\n`;
}
