// Signs the checksums of a package with an OpenPGP key of the user, and checks such a signature. Both is done by gpg, as git does it.
// Source of the lines that gpg prints for programs: doc/DETAILS of GnuPG.
import { CHECKSUMS, OPENPGP_SIGNATURE } from '../../../../src-shared/evidence/checksums';
import type { VerdictStep } from '../../../../src-shared/evidence/evidence';
import type { Host, RunResult } from '../../../../src-shared/host/host';
import { join } from '../../../../src-shared/host/paths';
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

const PROGRAM = 'gpg';
const NOT_FOUND = `${PROGRAM} was not found on PATH. Install GnuPG.`;
const QUIET = ['--batch', '--no-tty', '--quiet'];

/** Signs a text of checksums. `user`: an id, an address or a fingerprint, as gpg knows the key. */
export async function signWithGpg(context: CliContext, user: string, text: string): Promise<Signed> {
  const { host } = context;
  const program = (await context.programs()).find(PROGRAM);
  if (program === undefined) return notSigned(NOT_FOUND);
  const signed = await inTemporaryFolder(context, async folder => {
    const [file, output] = [join(folder, CHECKSUMS), join(folder, OPENPGP_SIGNATURE)];
    const unwritten = await writeTemporary(host, file, text);
    if (unwritten !== undefined) return notSigned(unwritten);
    const words = ['--armor', '--detach-sign', '--local-user', user, '--output', output, file];
    const run = await host.run([program, ...QUIET, ...words], { cwd: folder, timeoutMs: LIMIT_MS });
    if (!run.ok || run.code !== 0) return notSigned(`${PROGRAM} did not sign: ${failureOf(run)}.`);
    const signature = readText(host, output);
    return signature.ok
      ? ({ ok: true, signature: signature.text } as const)
      : notSigned(`${PROGRAM} wrote no signature: ${reasonText(signature.reason)}.`);
  });
  return typeof signed === 'string' ? notSigned(signed) : signed;
}

/** Checks a signature against a file of public keys, or states in a sentence why it cannot be checked. The keys and settings of the user do not count. */
export async function checkWithGpg(
  context: CliContext,
  { sums, signature, signers }: SignedText,
): Promise<VerdictStep | string> {
  const { host } = context;
  const program = (await context.programs()).find(PROGRAM);
  if (program === undefined) return cannotCheck(NOT_FOUND);
  return inTemporaryFolder(context, async folder => {
    const [file, signed] = [join(folder, OPENPGP_SIGNATURE), join(folder, CHECKSUMS)];
    const unwritten = (await writeTemporary(host, file, signature)) ?? (await writeTemporary(host, signed, sums));
    if (unwritten !== undefined) return cannotCheck(unwritten);
    const gpg = (...words: string[]): Promise<RunResult> =>
      runAlone(host, [program, '--homedir', folder], folder, words);
    const imported = await gpg('--import', signers);
    if (!imported.ok || imported.code !== 0)
      return cannotCheck(`${PROGRAM} could not read the allowed signers: ${failureOf(imported)}.`);
    const checked = await gpg('--status-fd', '1', '--verify', file, signed);
    return checked.ok ? stepOf(checked) : cannotCheck(`${PROGRAM} did not check it: ${failureOf(checked)}.`);
  });
}

// Without a network, without other programs, and with all keys of the folder, because the user chose them.
const runAlone = (host: Host, program: readonly string[], cwd: string, words: readonly string[]): Promise<RunResult> =>
  host.run(
    [
      ...program,
      ...QUIET,
      '--no-autostart',
      '--disable-dirmngr',
      '--no-auto-key-retrieve',
      '--trust-model',
      'always',
      ...words,
    ],
    { cwd, timeoutMs: LIMIT_MS },
  );

const STATUS = /^\[GNUPG:\] (\w+)(?: [0-9A-F]{8,40} (.*))?/gm;

function stepOf(run: RunResult & { readonly ok: true }): VerdictStep | string {
  const said = new Map([...run.stdout.matchAll(STATUS)].map(([, word = '', user = '']) => [word, user]));
  const signed = (word: string): string => `${plainLine(said.get(word) ?? '', 200)} signed ${CHECKSUMS}`;
  if (said.has('BADSIG'))
    return signatureStep('contradicted', `${OPENPGP_SIGNATURE} is not the signature of ${CHECKSUMS}.`);
  if (said.has('REVKEYSIG'))
    return signatureStep('contradicted', `${signed('REVKEYSIG')} with a key that was revoked.`);
  if (said.has('NO_PUBKEY')) return noneOfThem();
  if (run.code === 0 && said.has('GOODSIG') && said.has('VALIDSIG'))
    return signatureStep('confirmed', `${signed('GOODSIG')}.`);
  for (const word of ['EXPKEYSIG', 'EXPSIG'])
    if (said.has(word))
      return signatureStep(
        'unknown',
        `${signed(word)}, but the ${EXPIRED[word]} has expired, and the time of signing is only what it says.`,
      );
  if (said.has('NODATA')) return signatureStep('contradicted', `${OPENPGP_SIGNATURE} is not an OpenPGP signature.`);
  return cannotCheck(`${PROGRAM} did not check it: ${failureOf(run)}.`);
}

const EXPIRED: Readonly<Record<string, string>> = { EXPKEYSIG: 'key', EXPSIG: 'signature' };
