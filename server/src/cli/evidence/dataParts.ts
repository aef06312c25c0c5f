// The data of a run in a package: its hash, and its content only where the user wants it.
import type { EvidencePart } from '../../../../src-shared/evidence/evidence';
import { basename } from '../../../../src-shared/host/paths';
import { reasonText } from '../../../../src-shared/host/readText';
import type { VerifyWorld } from '../../../../src-shared/runs/verify/verifyWorld';
import { printJson } from '../../../../src-shared/text/outputJson';
import type { Collected } from './specParts';

/**
 * The data. `hash`: the recorded one; `places`: the files that decided the verdict; `detail`: what the verdict says about the data; `isWanted`: its content
 * is included.
 */
export interface DataOfPackage {
  readonly hash: string | null | undefined;
  readonly places: readonly string[];
  readonly detail: string | undefined;
  readonly isWanted: boolean;
}

/** The data. `file`: the path for people of the file that has the recorded hash. */
export interface CollectedData extends Collected {
  readonly file?: string;
}

/** The recorded hash with the file that has it, and on request that file. */
export async function dataParts(data: DataOfPackage, world: VerifyWorld): Promise<CollectedData> {
  const { hash, places } = data;
  const file = typeof hash === 'string' ? await fileWith(hash, places, world) : undefined;
  const collected = recordAndContent(data, file, world);
  return file ? { ...collected, file: world.label(file.path) } : collected;
}

type FoundData = { readonly path: string; readonly size: number; readonly hash: string } | undefined;

function recordAndContent({ hash, isWanted, detail }: DataOfPackage, file: FoundData, world: VerifyWorld): Collected {
  const record: EvidencePart = {
    role: 'data-hash',
    path: 'data.json',
    description: 'The SHA-256 of the data that the run recorded, and the file that has it now.',
    content: printJson({
      recorded: hash ?? null,
      file: file ? { path: world.label(file.path), size: file.size, sha256: file.hash } : null,
    }),
  };
  if (!isWanted) return without(record, 'It was not requested (`--with-data`). data.json has its SHA-256.');
  // The verdict knows why: a pointer of Git LFS, a file of DVC, other line ends, a similar name.
  if (!file) return without(record, detail ?? 'The run does not record the hash of its data.');
  const read = world.host.readBytes(file.path);
  if (!read.ok) return without(record, `It cannot be read: ${reasonText(read.reason)}.`);
  if (world.host.sha256(read.bytes) !== file.hash) return without(record, 'It changed while it was read. Try again.');
  if (world.host.decodeUtf8(read.bytes) === undefined)
    return without(record, 'It is not UTF-8 text, so it could not be searched for secrets.');
  const path = `data/${basename(file.path)}`;
  const description = 'The data of the training.';
  return { parts: [record, { role: 'data', path, description, content: read.bytes }], missing: [] };
}

const without = (record: EvidencePart, reason: string): Collected => ({
  parts: [record],
  missing: [{ role: 'data', what: 'The data', reason }],
});

// The data was hashed for the verdict already, and is not read again.
async function fileWith(hash: string, places: readonly string[], { host }: VerifyWorld): Promise<FoundData> {
  for (const path of places) {
    if (host.stat(path)?.kind !== 'file') continue;
    const hashed = await host.hashFile(path);
    if (hashed.ok && hashed.hash === hash) return { path, size: hashed.size, hash };
  }
  return undefined;
}
