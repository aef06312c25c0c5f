// Writes the package of a run as a folder or as a ZIP archive, with the signature of the user where that is wanted.
import { CHECKSUMS } from '../../../../src-shared/evidence/checksums';
import type { Evidence } from '../../../../src-shared/evidence/evidence';
import { type PackageFiles, packageFiles } from '../../../../src-shared/evidence/packageFiles';
import { stepsSummary } from '../../../../src-shared/views/verificationTexts';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK } from '../exitCode';
import { failure, outcome } from '../outcome';
import { writeContent } from '../writeOutput';
import type { PackageFormat } from './formatNames';
import { evidenceReport } from './report';
import { signChecksums } from './signature';

/** Writes a package as a whole or not at all. */
export async function writePackage(context: CliContext, evidence: Evidence, format: PackageFormat): Promise<Outcome> {
  const { missing } = evidence;
  const files = await written(context, evidence, format);
  if (typeof files === 'string') return failure(`${files} Nothing was written.`);
  return outcome(
    EXIT_OK,
    await evidenceReport(context, { evidence, format, files, missing }),
    missing.map(({ what, reason }) => `not in the package: ${what}. ${reason}`),
  );
}

// The files, or a sentence that states why they were not written.
async function written(context: CliContext, evidence: Evidence, format: PackageFormat): Promise<PackageFiles | string> {
  const unsigned = packageFiles(evidence, stepsSummary(evidence.steps), content => context.host.sha256(content));
  const files = await withSignature(context, unsigned);
  if (typeof files === 'string') return files;
  const problem = await (format === 'zip' ? writeZip : writeFolder)(context, files);
  return problem === undefined ? files : `${displayPath(context.options.get('output-file') ?? '')} ${problem}.`;
}

async function writeFolder(context: CliContext, files: PackageFiles): Promise<string | undefined> {
  const programs = await context.programs();
  const result = await programs.writeNewFolder(absolutePath(context, context.options.get('output-file') ?? ''), files);
  return result.ok ? undefined : `could not be written: ${result.message}`;
}

async function writeZip(context: CliContext, files: PackageFiles): Promise<string | undefined> {
  // Loaded on demand, because most packages are folders.
  const { tooMuch, zipPieces } = await import('../../../../src-shared/zip/writeZip');
  const sizes = [...files.values()].map(content => Buffer.byteLength(content));
  const much = tooMuch(sizes);
  if (much !== undefined) return `could not be written: ${much}. Write a folder in place of an archive`;
  const pieces = zipPieces(files, text => Buffer.from(text));
  return writeContent(context, context.options.get('output-file') ?? '', pieces);
}

// The files with their signature, where the user names a key, or a sentence that states why they could not be signed.
async function withSignature(context: CliContext, files: PackageFiles): Promise<PackageFiles | string> {
  const key = context.options.get('sign');
  if (key === undefined) return files;
  const signature = await signChecksums(context, key, String(files.get(CHECKSUMS)));
  return typeof signature === 'string' ? signature : new Map([...files, signature]);
}
