// Verifies runs: the ones in a file, and each of them against the files of this machine.
import { type Artifact, readEntries } from '../../artifacts/read';
import { verifiers } from './kinds';
import { formStep } from './steps/manifestStep';
import { type RecordedFile, type Verification, verificationOf } from './verification';
import type { VerifyWorld } from './verifyWorld';

/** A run of a file. `entry`: its number from 0, where the file contains several. */
export interface RunOfFile extends RecordedFile {
  readonly entry?: number;
}

const verifierOf = (id: string) => verifiers.find(v => v.kinds.includes(id));

/** Whether a file contains what can be verified. */
export const isVerifiable = ({ kind }: Pick<Artifact, 'kind'>): boolean =>
  verifierOf(kind.id) !== undefined || (kind.entries !== undefined && verifierOf(kind.entries.kind.id) !== undefined);

/** The runs in a file: itself, or its entries. A file with entries that cannot be read counts as one run. */
export function runsOf(file: RecordedFile): readonly RunOfFile[] {
  const { artifact, path } = file;
  if (!isVerifiable(artifact)) return [];
  if (!artifact.kind.entries || !artifact.root) return [file];
  return readEntries(artifact).map((entry, i) => ({ artifact: entry.artifact, path, entry: i }));
}

/** Why nothing of a run could be read although nothing shows that its file is wrong, as sentences; undefined for any other run. */
export function unreadRun(artifact: Artifact): string | undefined {
  const form = artifact.root ? undefined : formStep(artifact);
  return form?.state === 'unknown' ? form.detail : undefined;
}

/** Verifies a run. Nothing is written, and nothing outside of the machine is asked. */
export async function verifyRun(file: RecordedFile, world: VerifyWorld): Promise<Verification> {
  const { artifact, path } = file;
  const verifier = artifact.root && verifierOf(artifact.kind.id);
  if (verifier) return verifier.verify(file, world);
  return verificationOf({ manifest: formStep(artifact) }, 'The file cannot be read, so what it records is unknown.', [
    path,
  ]);
}
