// Runs `kyn evidence verify`: checks a package with nothing but its files.
import { checksumsCheck, contentChecks, filesCheck, verdictCheck } from '../../../../src-shared/evidence/checkPackage';
import { SIGNATURE } from '../../../../src-shared/evidence/checksums';
import type { VerdictStep } from '../../../../src-shared/evidence/evidence';
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
  if (signers !== undefined && host.stat(signers)?.kind !== 'file')
    return failure(`${displayPath(named ?? '')} is not a file.`);
  // ssh-keygen finds no signer in such a file.
  const read = signers === undefined ? undefined : readText(host, signers);
  if (read?.ok === false && read.reason === 'utf-16')
    return failure(`${displayPath(named ?? '')} cannot be used: ${reasonText(read.reason)}.`);
  const isSigned = found.files.hashes.has(SIGNATURE);
  const signature = await signatureCheck(context, { isSigned, signers, text: found.text });
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
    verdictCheck(index),
  ];
  return outcome(exitCode(false, overallState(checks) === 'contradicted'), printed(context, given, checks));
}

function printed(context: CliContext, given: string, checks: readonly VerdictStep[]): string {
  const path = displayPath(given);
  return formatOf(context) === 'json'
    ? printJson({ path, checks: stepsJson(checks) })
    : `${stepsText(path, checks, context.io)}\n`;
}
