// Verifies an experiment manifest: the files that it records with their SHA-256.
import type { RecordedData } from '../../../artifacts/kind';
import { dirname } from '../../../host/paths';
import { resolveWritten } from '../../../host/resolveParents';
import { pointerAt } from '../../../repro/data/pointerAt';
import { recordedHash } from '../../../repro/data/recordedHash';
import type { DataPointer } from '../../../text/dataPointer';
import { firstSentences } from '../../../text/firstFew';
import { shortHash } from '../../../text/hashForm';
import type { KindVerifier } from '../kindVerifier';
import { formStep } from '../steps/manifestStep';
import { confirmed, contradicted, type RecordedFile, type StepResult, unknown, verificationOf } from '../verification';
import type { VerifyWorld } from '../verifyWorld';

/** Verifies experiment manifests. */
export const experiment: KindVerifier = {
  kinds: ['experiment-manifest'],
  async verify(file, world) {
    const { kind, root } = file.artifact;
    const recorded = root ? (kind.data?.(root) ?? []) : [];
    const files = recorded.map(data => fileOf(data, file, world));
    return verificationOf(
      { data_hash: await dataStep(recorded, files, world), manifest: formStep(file.artifact) },
      'An experiment manifest does not record a spec.',
      [file.path, ...files],
    );
  },
};

// A name is relative to the folder of the manifest, otherwise to a folder of the workspace.
function fileOf({ name = '' }: RecordedData, { path }: RecordedFile, { host, folders }: VerifyWorld): string {
  const places = [dirname(path), ...folders].map(folder => resolveWritten(host, folder, name));
  return places.find(place => host.stat(place)?.kind === 'file') ?? places[0] ?? path;
}

const MAX_NAMED = 3;

async function dataStep(
  recorded: readonly RecordedData[],
  files: readonly string[],
  world: VerifyWorld,
): Promise<StepResult> {
  if (recorded.length === 0) return unknown('The manifest does not record files.');
  const results: StepResult[] = [];
  for (const [i, data] of recorded.entries()) results.push(await fileResult(recordedHash(data), files[i] ?? '', world));
  const of = (state: StepResult['state']): StepResult[] => results.filter(r => r.state === state);
  const text = (found: readonly StepResult[]): string =>
    firstSentences(
      found.map(r => r.detail),
      MAX_NAMED,
    );
  if (of('contradicted').length > 0) return contradicted(text(of('contradicted')));
  if (of('unknown').length > 0) return unknown(text(of('unknown')));
  return confirmed(text(results));
}

async function fileResult(recorded: string | undefined, path: string, world: VerifyWorld): Promise<StepResult> {
  const { host, label, mayRead, signal } = world;
  if (recorded === undefined) return unknown('A recorded value is not a SHA-256.');
  if (!mayRead(path)) return unknown(`${label(path)} is outside of the workspace, so it was not read.`);
  const hashed = await host.hashFile(path, signal && { signal });
  if (!hashed.ok) return unknown(`${label(path)} was not found or cannot be read.`);
  if (hashed.hash === recorded) return confirmed(`${label(path)} has the recorded hash ${shortHash(recorded)}.`);
  const pointer = pointerAt(host, path);
  return pointer
    ? pointerResult(pointer, label(path), recorded)
    : contradicted(`${label(path)} does not have the recorded hash ${shortHash(recorded)}.`);
}

// Most pointers state the hash of their data.
function pointerResult({ name, fetch, oid }: DataPointer, label: string, recorded: string): StepResult {
  if (oid === undefined) return unknown(`${label} is a ${name} pointer and not the data. Run \`${fetch}\`.`);
  return oid === recorded
    ? confirmed(`${label} is a ${name} pointer to data with the recorded hash ${shortHash(recorded)}.`)
    : contradicted(
        `${label} is a ${name} pointer to data with the hash ${shortHash(oid)} and not with the recorded hash ${shortHash(recorded)}.`,
      );
}
