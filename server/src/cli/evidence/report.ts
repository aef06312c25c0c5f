// Reports what `kyn evidence` wrote, for people or as JSON.
import type { Evidence, MissingPart } from '../../../../src-shared/evidence/evidence';
import type { PackageFiles } from '../../../../src-shared/evidence/packageFiles';
import { byPath } from '../../../../src-shared/evidence/packagePath';
import { printJson } from '../../../../src-shared/text/outputJson';
import { stepsSummary } from '../../../../src-shared/views/verificationTexts';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext } from '../command';
import type { EvidenceFormat } from './formatNames';

/** What was written. `files`: those of a package; `missing`: what it does not have. */
export interface WrittenEvidence {
  readonly evidence: Evidence;
  readonly format: EvidenceFormat;
  readonly files?: PackageFiles;
  readonly missing: readonly MissingPart[];
}

/** The report. With `--quiet` there is none for people. */
export async function evidenceReport(context: CliContext, written: WrittenEvidence): Promise<string> {
  const { options, io } = context;
  const { verdict, steps } = written.evidence;
  const out = options.get('output-file') ?? '';
  if (options.get('report') === 'json') return reportJson(context, written, out);
  if (io.quiet) return '';
  const count = written.files ? `: ${written.files.size} files` : '';
  return `${displayPath(out)} was written${count}. Verdict of kyn verify: ${verdict} (${stepsSummary(steps)}).\n`;
}

async function reportJson(context: CliContext, written: WrittenEvidence, out: string): Promise<string> {
  const { evidence, format, files, missing } = written;
  const { host } = context;
  const hashed = format === 'folder' ? undefined : await host.hashFile(absolutePath(context, out));
  return printJson({
    path: displayPath(out),
    format,
    sha256: hashed?.ok ? hashed.hash : undefined,
    verdict: evidence.verdict,
    files: files && [...files].map(([path, content]) => ({ path, sha256: host.sha256(content) })).sort(byPath),
    missing: missing.map(({ what, reason }) => ({ what, reason })),
  });
}
