// The signature of a package: with an SSH key by ssh-keygen, or with an OpenPGP key by gpg.
import { CHECKSUMS, OPENPGP_SIGNATURE, SIGNATURE } from '../../../../src-shared/evidence/checksums';
import type { VerdictStep } from '../../../../src-shared/evidence/evidence';
import { readText, reasonText, type TextResult } from '../../../../src-shared/host/readText';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext } from '../command';
import { checkWithGpg, signWithGpg } from './gpgSignature';
import { cannotCheck, noneOfThem, signatureStep } from './signing';
import { checkWithSsh, signWithSsh } from './sshSignature';

const GPG = 'gpg:';

/** The signature of a text of checksums: the name of its file, and its content; or a sentence that states why there is none. `key`: as the user names it. */
export async function signChecksums(
  context: CliContext,
  key: string,
  text: string,
): Promise<readonly [name: string, content: string] | string> {
  const [name, signed] = key.startsWith(GPG)
    ? ([OPENPGP_SIGNATURE, await signWithGpg(context, key.slice(GPG.length), text)] as const)
    : ([SIGNATURE, await signWithFile(context, key, text)] as const);
  return signed.ok ? [name, signed.signature] : signed.problem;
}

async function signWithFile(context: CliContext, key: string, text: string) {
  const path = absolutePath(context, key);
  return context.host.stat(path)?.kind === 'file'
    ? signWithSsh(context, path, text)
    : ({ ok: false, problem: `${displayPath(key)} is not a file.` } as const);
}

/** A package. `has`: whether it has a file; `text`: that of one of its files; `signers`: the absolute path of a file of keys, where the user names one. */
export interface SignedPackage {
  readonly has: (path: string) => boolean;
  readonly signers: string | undefined;
  readonly text: (path: string) => TextResult;
}

/** The check `signature`, or a sentence that states why the signature cannot be checked although the user names signers. */
export async function signatureCheck(
  context: CliContext,
  { has, signers, text }: SignedPackage,
): Promise<VerdictStep | string> {
  const isSigned = has(SIGNATURE) || has(OPENPGP_SIGNATURE);
  if (!isSigned) return signatureStep(signers === undefined ? 'unknown' : 'contradicted', 'The package is not signed.');
  if (signers === undefined)
    return signatureStep('unknown', 'It was not checked. Name the keys that you trust: --allowed-signers FILE.');
  const isOpenPgp = hasOpenPgpKeys(context, signers);
  const name = isOpenPgp ? OPENPGP_SIGNATURE : SIGNATURE;
  if (!has(name)) return noneOfThem();
  const [sums, signature] = [text(CHECKSUMS), text(name)];
  if (!sums.ok) return cannotCheck(`${CHECKSUMS} cannot be read: ${reasonText(sums.reason)}.`);
  if (!signature.ok) return cannotCheck(`${name} cannot be read: ${reasonText(signature.reason)}.`);
  const check = isOpenPgp ? checkWithGpg : checkWithSsh;
  return check(context, { sums: sums.text, signature: signature.text, signers });
}

// Allowed signers of ssh-keygen are a text. `gpg --export` writes bytes, or a text with this line.
function hasOpenPgpKeys({ host }: CliContext, path: string): boolean {
  const read = readText(host, path);
  return read.ok ? /^-----BEGIN PGP PUBLIC KEY BLOCK-----/m.test(read.text) : read.reason === 'not-utf8';
}
