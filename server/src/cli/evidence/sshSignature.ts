// Signs the checksums of a package with a key of the user, and checks such a signature. Both is done by ssh-keygen, as git does it.
import { CHECKSUMS, SIGNATURE } from '../../../../src-shared/evidence/checksums';
import type { VerdictStep } from '../../../../src-shared/evidence/evidence';
import type { RunResult } from '../../../../src-shared/host/host';
import { dirname, join } from '../../../../src-shared/host/paths';
import { readText, reasonText, type TextResult } from '../../../../src-shared/host/readText';
import { plainLine } from '../../../../src-shared/text/plainLine';
import type { CliContext } from '../command';

const NAMESPACE = 'kyn-evidence';
const LIMIT_MS = 60_000;
const PROGRAM = 'ssh-keygen';
const NOT_FOUND = `${PROGRAM} was not found on PATH. Install OpenSSH.`;

/** A signature, or a sentence that states why there is none. */
export type Signed =
  | { readonly ok: true; readonly signature: string }
  | { readonly ok: false; readonly problem: string };

/** Signs a text of checksums. `key`: the absolute path of a private key, or of a public one whose private key an agent has. */
export async function signChecksums(context: CliContext, key: string, text: string): Promise<Signed> {
  const program = (await context.programs()).find(PROGRAM);
  if (program === undefined) return failed(NOT_FOUND);
  const signed = await inTemporaryFolder(context, async folder => {
    const file = join(folder, CHECKSUMS);
    const written = await context.host.writeAtomic(file, text);
    if (!written.ok) return failed(`A temporary file could not be written: ${written.message}.`);
    const argv = [program, '-q', '-Y', 'sign', '-n', NAMESPACE, '-f', key, file];
    const run = await context.host.run(argv, { cwd: folder, timeoutMs: LIMIT_MS });
    if (!run.ok || run.code !== 0) return failed(`${PROGRAM} did not sign: ${failureOf(run)}. ${WITH_AGENT}`);
    const signature = readText(context.host, join(folder, SIGNATURE));
    return signature.ok
      ? ({ ok: true, signature: signature.text } as const)
      : failed(`${PROGRAM} wrote no signature: ${reasonText(signature.reason)}.`);
  });
  return typeof signed === 'string' ? failed(signed) : signed;
}

const failed = (problem: string): Signed => ({ ok: false, problem });

const WITH_AGENT = 'For a key with a passphrase, run `ssh-add` first and name its public key (.pub).';

const failureOf = (run: RunResult): string =>
  run.ok ? plainLine(run.stderr.trim() || `exit code ${run.code}`, 200) : run.detail || run.reason;

/** A package. `text`: that of one of its files; `signers`: the absolute path of a file of allowed signers, where the user names one. */
export interface SignedPackage {
  readonly isSigned: boolean;
  readonly signers: string | undefined;
  readonly text: (path: string) => TextResult;
}

/** The check `signature`, or a sentence that states why the signature cannot be checked although the user names signers. */
export async function signatureCheck(
  context: CliContext,
  { isSigned, signers, text }: SignedPackage,
): Promise<VerdictStep | string> {
  if (!isSigned && signers !== undefined) return step('contradicted', 'The package is not signed.');
  if (!isSigned) return step('unknown', 'The package is not signed.');
  if (signers === undefined)
    return step('unknown', 'It was not checked. Name the keys that you trust: --allowed-signers FILE.');
  const program = (await context.programs()).find(PROGRAM);
  if (program === undefined) return cannotCheck(NOT_FOUND);
  const [sums, signature] = [text(CHECKSUMS), text(SIGNATURE)];
  if (!sums.ok) return cannotCheck(`${CHECKSUMS} cannot be read: ${reasonText(sums.reason)}.`);
  if (!signature.ok) return cannotCheck(`${SIGNATURE} cannot be read: ${reasonText(signature.reason)}.`);
  // ssh-keygen reads the signature from a file, and the package may be an archive.
  return inTemporaryFolder(context, async folder => {
    const file = join(folder, SIGNATURE);
    const written = await context.host.writeAtomic(file, signature.text);
    return written.ok
      ? await verified(context, { program, file, signers }, sums.text)
      : cannotCheck(`A temporary file could not be written: ${written.message}.`);
  });
}

const step = (state: VerdictStep['state'], detail: string): VerdictStep => ({ name: 'signature', state, detail });

const cannotCheck = (reason: string): string => `The signature cannot be checked. ${reason}`;

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
  if (principal === '') return step('contradicted', 'None of the allowed signers signed the package.');
  const purpose = ['-n', NAMESPACE];
  const checked = await keygen('verify', [...allowed, ...purpose, '-I', principal], sums);
  if (!checked.ok) return cannotCheck(`${PROGRAM} did not check it: ${failureOf(checked)}.`);
  const signed = `${plainLine(principal, 200)} signed ${CHECKSUMS}`;
  if (checked.code === 0) return step('confirmed', `${signed}.`);
  const alone = await keygen('check-novalidate', purpose, sums);
  return alone.ok && alone.code === 0
    ? step('contradicted', `${signed}, but the file of allowed signers does not allow this for ${NAMESPACE}.`)
    : step('contradicted', `${SIGNATURE} is not the signature of ${CHECKSUMS}.`);
}

// Does something in a new folder that only this user can read.
async function inTemporaryFolder<Result>(
  context: CliContext,
  work: (folder: string) => Promise<Result>,
): Promise<Result | string> {
  const programs = await context.programs();
  const folder = await programs.createTemporaryFolder('kyn-evidence-');
  if (!folder.ok) return `A temporary folder could not be created: ${folder.message}.`;
  try {
    return await work(folder.path);
  } finally {
    await programs.removeFolder(folder.path);
  }
}
