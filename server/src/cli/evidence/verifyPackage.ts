// Runs `kyn evidence verify`: checks a package with nothing but its files.
import { checksumsCheck, contentChecks, filesCheck, verdictCheck } from '../../../../src-shared/evidence/checkPackage';
import type { VerdictStep } from '../../../../src-shared/evidence/evidence';
import type { Host } from '../../../../src-shared/host/host';
import { readText, reasonText } from '../../../../src-shared/host/readText';
import { printJson } from '../../../../src-shared/text/outputJson';
import { overallState } from '../../../../src-shared/views/verificationTexts';
import { absolutePath, displayPath } from '../cliPaths';
import { type CliContext, formatOf, type Outcome } from '../command';
import { exitCode } from '../exitCode';
import { failure, outcome } from '../outcome';
import { stepsJson, stepsText } from '../verify/print';
import { readPackage } from './readPackage';
import { recordedCheck } from './recordedCheck';
import { signatureCheck } from './signature';

/** Checks the package of a context. */
export async function verifyPackage(context: CliContext): Promise<Outcome> {
  const { files, host, options } = context;
  const [given = ''] = files;
  const found = await readPackage(host, absolutePath(context, given), displayPath(given));
  if (typeof found === 'string') return failure(found);
  const { sums, index } = found;
  const text = (path: string): string | undefined => {
    const read = found.text(path);
    return read.ok ? read.text : undefined;
  };
  const named = options.get('allowed-signers');
  const signers = named === undefined ? undefined : absolutePath(context, named);
  const problem = signers === undefined ? undefined : signersProblem(host, signers);
  if (problem !== undefined) return failure(`${displayPath(named ?? '')} ${problem}.`);
  const has = (path: string): boolean => found.files.hashes.has(path);
  const signature = await signatureCheck(context, { has, signers, text: found.text });
  if (typeof signature === 'string') return failure(signature);
  const texts = {
    index,
    hashes: found.files.hashes,
    text,
    sha256: (content: string | Uint8Array) => host.sha256(content),
  };
  const recorded = recordedCheck(host, texts);
  const checks = [
    checksumsCheck(sums, found.files),
    filesCheck(sums, found.files),
    ...(recorded ? [recorded] : contentChecks(texts)),
    signature,
    verdictCheck(texts),
  ];
  return outcome(exitCode(false, overallState(checks) === 'contradicted'), printed(context, given, checks));
}

// Why a file has no allowed signers, after its name: ssh-keygen finds none in UTF-16.
function signersProblem(host: Host, path: string): string | undefined {
  if (host.stat(path)?.kind !== 'file') return 'is not a file';
  const read = readText(host, path);
  return !read.ok && read.reason === 'utf-16' ? `cannot be used: ${reasonText(read.reason)}` : undefined;
}

function printed(context: CliContext, given: string, checks: readonly VerdictStep[]): string {
  const path = displayPath(given);
  return formatOf(context) === 'json'
    ? printJson({ path, checks: stepsJson(checks) })
    : `${stepsText(path, checks, context.io)}\n`;
}
