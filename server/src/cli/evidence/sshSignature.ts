// Signs the checksums of a package with a key of the user, and checks such a signature. Both is done by ssh-keygen, as git does it.
import { CHECKSUMS, SIGNATURE } from '../../../../src-shared/evidence/checksums';
import type { VerdictStep } from '../../../../src-shared/evidence/evidence';
import type { RunResult } from '../../../../src-shared/host/host';
import { dirname, join } from '../../../../src-shared/host/paths';
import { readText, reasonText } from '../../../../src-shared/host/readText';
import { plainLine } from '../../../../src-shared/text/plainLine';
import type { CliContext } from '../command';
import {
  cannotCheck,
  failureOf,
  inTemporaryFolder,
  LIMIT_MS,
  noneOfThem,
  notSigned,
  type Signed,
  type SignedText,
  signatureStep,
  writeTemporary,
} from './signing';

const NAMESPACE = 'kyn-evidence';
const PROGRAM = 'ssh-keygen';
const NOT_FOUND = `${PROGRAM} was not found on PATH. Install OpenSSH.`;

/** Signs a text of checksums. `key`: the absolute path of a private key, or of a public one whose private key an agent has. */
export async function signWithSsh(context: CliContext, key: string, text: string): Promise<Signed> {
  const program = (await context.programs()).find(PROGRAM);
  if (program === undefined) return notSigned(NOT_FOUND);
  const signed = await inTemporaryFolder(context, async folder => {
    const file = join(folder, CHECKSUMS);
    const unwritten = await writeTemporary(context.host, file, text);
    if (unwritten !== undefined) return notSigned(unwritten);
    const argv = [program, '-q', '-Y', 'sign', '-n', NAMESPACE, '-f', key, file];
    const run = await context.host.run(argv, { cwd: folder, timeoutMs: LIMIT_MS });
    if (!run.ok || run.code !== 0) return notSigned(`${PROGRAM} did not sign: ${failureOf(run)}. ${WITH_AGENT}`);
    const signature = readText(context.host, join(folder, SIGNATURE));
    return signature.ok
      ? ({ ok: true, signature: signature.text } as const)
      : notSigned(`${PROGRAM} wrote no signature: ${reasonText(signature.reason)}.`);
  });
  return typeof signed === 'string' ? notSigned(signed) : signed;
}

const WITH_AGENT = 'For a key with a passphrase, run `ssh-add` first and name its public key (.pub).';

/** Checks a signature against a file of allowed signers, or states in a sentence why it cannot be checked. */
export async function checkWithSsh(
  context: CliContext,
  { sums, signature, signers }: SignedText,
): Promise<VerdictStep | string> {
  const program = (await context.programs()).find(PROGRAM);
  if (program === undefined) return cannotCheck(NOT_FOUND);
  // ssh-keygen reads the signature from a file, and the package may be an archive.
  return inTemporaryFolder(context, async folder => {
    const file = join(folder, SIGNATURE);
    const unwritten = await writeTemporary(context.host, file, signature);
    return unwritten === undefined ? verified(context, { program, file, signers }, sums) : cannotCheck(unwritten);
  });
}

interface SignatureFile {
  readonly program: string;
  readonly file: string;
  readonly signers: string;
}

async function verified(
  { host }: CliContext,
  { program, file, signers }: SignatureFile,
  sums: string,
): Promise<VerdictStep | string> {
  const keygen = (action: string, args: readonly string[], input: string): Promise<RunResult> =>
    host.run([program, '-Y', action, '-s', file, ...args], { cwd: dirname(file), timeoutMs: LIMIT_MS, input });
  const allowed = ['-f', signers];
  const found = await keygen('find-principals', allowed, '');
  if (!found.ok) return cannotCheck(`${PROGRAM} did not check it: ${failureOf(found)}.`);
  const [principal = ''] = found.code === 0 ? found.stdout.split('\n') : [];
  if (principal === '') return noneOfThem();
  const purpose = ['-n', NAMESPACE];
  const checked = await keygen('verify', [...allowed, ...purpose, '-I', principal], sums);
  if (!checked.ok) return cannotCheck(`${PROGRAM} did not check it: ${failureOf(checked)}.`);
  const signed = `${plainLine(principal, 200)} signed ${CHECKSUMS}`;
  if (checked.code === 0) return signatureStep('confirmed', `${signed}.`);
  const alone = await keygen('check-novalidate', purpose, sums);
  return alone.ok && alone.code === 0
    ? signatureStep('contradicted', `${signed}, but the file of allowed signers does not allow this for ${NAMESPACE}.`)
    : signatureStep('contradicted', `${SIGNATURE} is not the signature of ${CHECKSUMS}.`);
}
