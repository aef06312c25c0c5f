// Signs the checksums of a package with a key of the user, and checks such a signature. Both is done by ssh-keygen, as git does it.
import { CHECKSUMS, SIGNATURE } from '../../../../src-shared/evidence/checksums';
import type { VerdictStep } from '../../../../src-shared/evidence/evidence';
import type { RunResult } from '../../../../src-shared/host/host';
import { join } from '../../../../src-shared/host/paths';
import { readText, reasonText } from '../../../../src-shared/host/readText';
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
  const programs = await context.programs();
  const program = programs.find(PROGRAM);
  if (program === undefined) return failed(NOT_FOUND);
  const folder = await programs.createTemporaryFolder('kyn-evidence-');
  if (!folder.ok) return failed(`A temporary folder could not be created: ${folder.message}.`);
  try {
    const file = join(folder.path, CHECKSUMS);
    const written = await context.host.writeAtomic(file, text);
    if (!written.ok) return failed(`A temporary file could not be written: ${written.message}.`);
    const argv = [program, '-q', '-Y', 'sign', '-n', NAMESPACE, '-f', key, file];
    const run = await context.host.run(argv, { cwd: folder.path, timeoutMs: LIMIT_MS });
    if (!run.ok || run.code !== 0) return failed(`${PROGRAM} did not sign: ${failureOf(run)}. ${WITH_AGENT}`);
    const signature = readText(context.host, join(folder.path, SIGNATURE));
    return signature.ok
      ? { ok: true, signature: signature.text }
      : failed(`${PROGRAM} wrote no signature: ${reasonText(signature.reason)}.`);
  } finally {
    await programs.removeFolder(folder.path);
  }
}

const failed = (problem: string): Signed => ({ ok: false, problem });

const WITH_AGENT = 'For a key with a passphrase, run `ssh-add` first and name its public key (.pub).';

const failureOf = (run: RunResult): string =>
  run.ok ? plainLine(run.stderr.trim() || `exit code ${run.code}`, 200) : run.detail || run.reason;

/** A signed package. `signers`: the absolute path of a file of allowed signers, where the user names one. */
export interface SignedPackage {
  readonly folder: string;
  readonly isSigned: boolean;
  readonly signers: string | undefined;
}

/** The check `signature`, or a sentence that states why the signature cannot be checked although the user names signers. */
export async function signatureCheck(
  context: CliContext,
  { folder, isSigned, signers }: SignedPackage,
): Promise<VerdictStep | string> {
  const name = 'signature';
  if (!isSigned && signers !== undefined) return { name, state: 'contradicted', detail: 'The package is not signed.' };
  if (!isSigned) return { name, state: 'unknown', detail: 'The package is not signed.' };
  if (signers === undefined)
    return {
      name,
      state: 'unknown',
      detail: 'It was not checked. Name the keys that you trust: --allowed-signers FILE.',
    };
  const program = (await context.programs()).find(PROGRAM);
  if (program === undefined) return `The signature cannot be checked. ${NOT_FOUND}`;
  const sums = readText(context.host, join(folder, CHECKSUMS));
  if (!sums.ok) return `The signature cannot be checked: ${CHECKSUMS} cannot be read: ${reasonText(sums.reason)}.`;
  const keygen = (action: string, args: readonly string[], input: string): Promise<RunResult> =>
    context.host.run([program, '-Y', action, '-f', signers, '-s', join(folder, SIGNATURE), ...args], {
      cwd: folder,
      timeoutMs: LIMIT_MS,
      input,
    });
  const found = await keygen('find-principals', [], '');
  if (!found.ok) return `The signature cannot be checked: ${failureOf(found)}.`;
  const [principal = ''] = found.code === 0 ? found.stdout.split('\n') : [];
  if (principal === '')
    return { name, state: 'contradicted', detail: 'None of the allowed signers signed the package.' };
  const verified = await keygen('verify', ['-n', NAMESPACE, '-I', principal], sums.text);
  if (!verified.ok) return `The signature cannot be checked: ${failureOf(verified)}.`;
  return verified.code === 0
    ? { name, state: 'confirmed', detail: `${plainLine(principal, 200)} signed ${CHECKSUMS}.` }
    : { name, state: 'contradicted', detail: `${SIGNATURE} is not the signature of ${CHECKSUMS}.` };
}
