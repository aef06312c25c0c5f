// Runs `kyn evidence`: collects the evidence of a run, refuses secrets, and writes the package as a whole.
import { entryPath } from '../../../../src-shared/artifacts/read';
import { CHECKSUMS, SIGNATURE } from '../../../../src-shared/evidence/checksums';
import type { Evidence } from '../../../../src-shared/evidence/evidence';
import { type PackageFiles, packageFiles } from '../../../../src-shared/evidence/packageFiles';
import { isPackagePath, pathKey } from '../../../../src-shared/evidence/packagePath';
import { type SecretPlace, secretPlaces } from '../../../../src-shared/evidence/secretPlaces';
import { recordedRun } from '../../../../src-shared/repro/reproduce/recordedRun';
import { firstFew } from '../../../../src-shared/text/firstFew';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { stepsSummary } from '../../../../src-shared/views/verificationTexts';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, usageError } from '../outcome';
import { outsideText } from '../outputPath';
import { type RunInput, readRun } from '../reproduce/readRun';
import { trackedNamed } from '../search/trackedNamed';
import { worlds } from '../verify/worlds';
import { collectEvidence } from './collectEvidence';
import { signChecksums } from './signature';
import { trackedEvidence } from './trackedEvidence';

/** Writes the package of the run of a context. */
export async function runEvidence(context: CliContext): Promise<Outcome> {
  const { command, files, options } = context;
  const [given = ''] = files;
  const out = options.get('output-file');
  if (out === undefined) return usageError(command, '`--output-file FOLDER` is required: the folder to write.');
  const obstacle = targetObstacle(context, out);
  if (obstacle !== undefined) return failure(obstacle);
  if (given === '-') return failure('A package contains the file of the run, so name it in place of standard input.');
  const input = await readRun(context, given);
  if (typeof input === 'string') return trackedOrFailure(context, given, { out, problem: input });
  const recorded = recordedRun(input.artifact);
  if (!recorded) return failure(notARun(input));
  const entry = input.fileHash === undefined ? entryPath(given)?.index : undefined;
  const world = worlds(context)(input);
  const evidence = await collectEvidence(context, { input, recorded, entry, world });
  return typeof evidence === 'string' ? failure(evidence) : written(context, evidence, out);
}

// What is not of ours may be a run of another tracker.
async function trackedOrFailure(
  context: CliContext,
  given: string,
  { out, problem }: { readonly out: string; readonly problem: string },
): Promise<Outcome> {
  const run = trackedNamed(context, given) ?? problem;
  return typeof run === 'string' ? failure(run) : written(context, await trackedEvidence(context, run, given), out);
}

function targetObstacle(context: CliContext, out: string): string | undefined {
  const name = displayPath(out);
  if (out === '-' || /\.zip$/i.test(out))
    return `A package is a folder. Nothing was written. Choose another name than ${name}.`;
  const path = absolutePath(context, out);
  const outside = outsideText(context, path);
  if (outside !== undefined) return `${name} ${outside}. Nothing was written.`;
  return context.host.stat(path) === undefined
    ? undefined
    : `${name} exists. Nothing was written. Choose another name for the package.`;
}

const notARun = ({ label, artifact }: RunInput): string =>
  artifact.kind.entries
    ? `${label} contains several runs. Name one of them, for example ${label}#0.`
    : `${label} is not a run of a spec. Name a run manifest, or an entry of a sweep such as sweep_results.json#0.`;

async function written(context: CliContext, evidence: Evidence, out: string): Promise<Outcome> {
  const { host, io } = context;
  const unfit = unfitPath(evidence);
  if (unfit !== undefined)
    return failure(`${unfit} has a name that not every system can have, or that is used twice. Nothing was written.`);
  const secrets = secretPlaces(evidence.parts, bytes => host.decodeUtf8(bytes), evidence.secrets);
  if (secrets.length > 0) return outcome(EXIT_PROBLEMS, '', [secretsText(secrets)]);
  const summary = stepsSummary(evidence.steps);
  const unsigned = packageFiles(evidence, summary, content => host.sha256(content));
  const files = await withSignature(context, unsigned);
  if (typeof files === 'string') return failure(`${files} Nothing was written.`);
  const programs = await context.programs();
  const result = await programs.writeNewFolder(absolutePath(context, out), files);
  const name = displayPath(out);
  if (!result.ok) return failure(`${name} could not be written: ${result.message}. Nothing was written.`);
  const text = `${name} was written: ${files.size} files. Verdict of kyn verify: ${evidence.verdict} (${summary}).\n`;
  return outcome(
    EXIT_OK,
    io.quiet ? '' : text,
    evidence.missing.map(m => `not in the package: ${m.what}. ${m.reason}`),
  );
}

// The files with their signature, where the user names a key, or a sentence that states why they could not be signed.
async function withSignature(context: CliContext, files: PackageFiles): Promise<PackageFiles | string> {
  const key = context.options.get('sign');
  if (key === undefined) return files;
  const path = absolutePath(context, key);
  if (context.host.stat(path)?.kind !== 'file') return `${displayPath(key)} is not a file.`;
  const signed = await signChecksums(context, path, String(files.get(CHECKSUMS)));
  return signed.ok ? new Map([...files, [SIGNATURE, signed.signature]]) : signed.problem;
}

function unfitPath({ parts }: Evidence): string | undefined {
  const seen = new Set<string>();
  for (const { path } of parts) {
    const key = pathKey(path);
    if (!isPackagePath(path) || seen.has(key)) return path;
    seen.add(key);
  }
  return undefined;
}

const MAX_NAMED = 5;

function secretsText(places: readonly SecretPlace[]): string {
  const list = firstFew(places, MAX_NAMED, {
    text: ({ path, text, at }) =>
      text === undefined ? 'the name of a file' : `${path}, line ${positionAt(lineIndex(text), at).line + 1}`,
  });
  return `There is a secret in ${list}. A package is handed out, so nothing was written. Remove the secret from the file, and replace it where it is used.`;
}
