// What signing with any program has in common.
import type { VerdictStep } from '../../../../src-shared/evidence/evidence';
import type { Host, RunResult } from '../../../../src-shared/host/host';
import { plainLine } from '../../../../src-shared/text/plainLine';
import type { CliContext } from '../command';

/** How long a program may sign or check, in milliseconds: it may ask for a passphrase. */
export const LIMIT_MS = 60_000;

/** A signature, or a sentence that states why there is none. */
export type Signed =
  | { readonly ok: true; readonly signature: string }
  | { readonly ok: false; readonly problem: string };

/** No signature. `problem`: a sentence. */
export const notSigned = (problem: string): Signed => ({ ok: false, problem });

/** The checksums of a package with their signature, and the absolute path of the keys that the user allows. */
export interface SignedText {
  readonly sums: string;
  readonly signature: string;
  readonly signers: string;
}

/** The check of a signature. */
export const signatureStep = (state: VerdictStep['state'], detail: string): VerdictStep => ({
  name: 'signature',
  state,
  detail,
});

/** What is found where a key that signed is not in the file of the user. */
export const noneOfThem = (): VerdictStep =>
  signatureStep('contradicted', 'None of the allowed signers signed the package.');

/** A sentence that states why a signature cannot be checked. `reason`: a sentence. */
export const cannotCheck = (reason: string): string => `The signature cannot be checked. ${reason}`;

/** Why a program failed, as the end of a sentence. */
export const failureOf = (run: RunResult): string =>
  run.ok ? plainLine(run.stderr.trim() || `exit code ${run.code}`, 200) : run.detail || run.reason;

/** Writes a file of such a folder; a sentence that states why it could not be written. */
export async function writeTemporary(host: Host, path: string, text: string): Promise<string | undefined> {
  const written = await host.writeAtomic(path, text);
  return written.ok ? undefined : `A temporary file could not be written: ${written.message}.`;
}

/** Does something in a new folder that only this user can read; a sentence where there is none. */
export async function inTemporaryFolder<Result>(
  context: CliContext,
  work: (folder: string) => Promise<Result>,
): Promise<Result | string> {
  const programs = await context.programs();
  const folder = await programs.createTemporaryFolder('kyn-evidence-');
  if (!folder.ok) return `A temporary folder could not be created: ${folder.message}.`;
  try {
    return await work(folder.path);
  } finally {
    await folder.remove();
  }
}
