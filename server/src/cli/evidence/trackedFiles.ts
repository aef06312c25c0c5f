// The files of a run of another tracker in a package: those that are text and not too large, with the digests of all.
import type { EvidencePart, MissingPart } from '../../../../src-shared/evidence/evidence';
import { byPath, isPackagePath, pathKey } from '../../../../src-shared/evidence/packagePath';
import type { Host } from '../../../../src-shared/host/host';
import { basename, dirname, isInside, join, relativeTo } from '../../../../src-shared/host/paths';
import type { FilesOfRun } from '../../../../src-shared/runs/trackers/evidence/filesOfRun';
import { onlyFiles } from '../../../../src-shared/runs/trackers/evidence/onlyFiles';
import { trackedAt } from '../../../../src-shared/runs/trackers/findTracked';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import { firstFew } from '../../../../src-shared/text/firstFew';
import { printJson } from '../../../../src-shared/text/outputJson';
import { recordedText } from './recordedCheck';
import type { Collected } from './specParts';

/** A run with the files from which it was read. `given`: the absolute path by which it was found. */
export interface TrackedToPackage {
  readonly run: TrackedRun;
  readonly files: FilesOfRun;
  readonly given: string;
}

interface Placed {
  readonly from: string;
  readonly path: string;
  readonly bytes: Uint8Array | undefined;
  /** Why it is left out, as a clause. */
  readonly why: string | undefined;
}

const MAX_FILES = 5000;
const MAX_BYTES = 64 * 1024 * 1024;

/** The files below `run/`, and `files.json` with the SHA-256 of each and whether the run can be read again from them. */
export async function trackedFiles(host: Host, { run, files, given }: TrackedToPackage): Promise<Collected> {
  const place = placeOf(host, run, [...files.keys()]);
  const placed = judged(
    host,
    [...files].map(([from, bytes]) => ({ from, bytes, path: place(from) })),
  );
  const included = placed.filter(({ why }) => why === undefined);
  const left = placed.filter(({ why }) => why !== undefined);
  const again = trackedAt(
    onlyFiles(
      host,
      included.map(({ from }) => from),
    ),
    given,
  );
  const isReadable = again !== undefined && recordedText(again) === recordedText(run) && isPackagePath(place(given));
  const list = await Promise.all(placed.map(file => fileJson(host, file)));
  return {
    parts: [
      ...included.map(({ path, bytes = NONE }): EvidencePart => {
        const description = 'As its tracker wrote it. It may name a user or a computer.';
        return { role: 'run', path, description, content: bytes };
      }),
      {
        role: 'files',
        path: 'files.json',
        description: 'The SHA-256 of each file in which the run was read, and which of them are in this package.',
        content: printJson({ run: isReadable ? place(given) : null, files: list }),
      },
    ],
    missing: missingOf(left),
  };
}

const NONE = new Uint8Array();

// Trackers name runs after their folder and the one around it, so both are kept.
function placeOf(host: Host, { path }: TrackedRun, files: readonly string[]): (path: string) => string {
  let folder = host.stat(path)?.kind === 'folder' ? path : dirname(path);
  while (!files.every(file => isInside(folder, file)) && dirname(folder) !== folder) folder = dirname(folder);
  const kept = dirname(dirname(folder));
  const named = relativeTo(kept, join(folder, 'x'));
  return file => `run/${relativeTo(isPackagePath(named) ? kept : folder, file)}`;
}

// In the order of their paths, so that the same files are left out on every machine.
function judged(host: Host, files: readonly Omit<Placed, 'why'>[]): Placed[] {
  const seen = new Set<string>();
  let [count, size] = [0, 0];
  return [...files].sort(byPath).map(file => {
    const key = pathKey(file.path);
    const why = seen.has(key) ? 'another file has the same name on some systems' : whyNot(host, file);
    seen.add(key);
    if (why !== undefined) return { ...file, why };
    count++;
    size += file.bytes?.length ?? 0;
    return { ...file, why: count > MAX_FILES || size > MAX_BYTES ? 'the package would be too large' : undefined };
  });
}

function whyNot(host: Host, { path, bytes }: Omit<Placed, 'why'>): string | undefined {
  if (!isPackagePath(path)) return 'not every system can have its name';
  if (!bytes) return 'it is too large, or an archive, so that only parts of it were read';
  return host.decodeUtf8(bytes) === undefined
    ? 'it is not UTF-8 text, so it could not be searched for secrets'
    : undefined;
}

// The bytes that were read count, because a run may still be writing.
async function fileJson(host: Host, { from, path, bytes, why }: Placed) {
  const hashed = bytes ? undefined : await host.hashFile(from);
  return {
    path,
    size: bytes?.length ?? (hashed?.ok ? hashed.size : null),
    sha256: bytes ? host.sha256(bytes) : hashed?.ok ? hashed.hash : null,
    included: why === undefined,
  };
}

const MAX_NAMED = 5;

const missingOf = (left: readonly Placed[]): MissingPart[] =>
  [...new Set(left.map(({ why }) => why))].map(why => {
    const files = left.filter(file => file.why === why);
    const names = firstFew(files, MAX_NAMED, { text: ({ from }) => basename(from) });
    return { what: 'Some files of the run', reason: `${names}: ${why}. files.json has the SHA-256.` };
  });
