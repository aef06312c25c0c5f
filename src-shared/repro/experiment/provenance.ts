// Where the data of an experiment comes from, as its manifest records it: a seed, or the hashes of files.
import type { Host, StopSignal } from '../../host/host';
import { relativeTo } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { sameStat } from '../../host/sameStat';
import { isInteger, type JsonNode, parseJson } from '../../text/jsonText';
import { jsonNumber, jsonObject, jsonString } from '../../text/makeJson';
import { pointerAt } from '../data/pointerAt';

/** The progress of hashing, in bytes over all files; `label` is the current file. */
export interface HashingProgress {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

/** The signal that stops hashing, and the callback for its progress. */
export interface HashingOptions {
  readonly signal: StopSignal;
  readonly progress: (work: HashingProgress) => void;
}

/** The provenance of synthetic data, or a sentence that states why the seed is not valid. */
export function syntheticProvenance(seed: string): JsonNode | string {
  const value = parseJson(seed).value;
  if (value?.kind !== 'number' || !isInteger(value.text))
    return 'The seed of synthetic data must be an integer, written in digits only.';
  return jsonObject([
    ['kind', jsonString('synthetic')],
    ['seed', jsonNumber(value.text)],
  ]);
}

/** The provenance of data files (absolute paths, named relative to `folder`); a sentence when one cannot be hashed; undefined when stopped. */
export async function hashedProvenance(
  host: Host,
  { paths, folder }: { readonly paths: readonly string[]; readonly folder: string },
  { signal, progress }: HashingOptions,
): Promise<JsonNode | string | undefined> {
  const total = paths.reduce((sum, path) => sum + (host.stat(path)?.size ?? 0), 0);
  const hashes: [name: string, hash: JsonNode][] = [];
  let before = 0;
  for (const path of paths) {
    const label = relativeTo(folder, path);
    progress({ done: before, total, label });
    const stat = host.stat(path);
    const pointer = pointerAt(host, path);
    if (pointer)
      return `${label} is a ${pointer.name} pointer and not the data, so the manifest was not created. Run \`${pointer.fetch}\` to fetch the data.`;
    const onProgress = (bytes: number): void => progress({ done: before + bytes, total, label });
    const result = await host.hashFile(path, { signal, progress: onProgress });
    if (!result.ok)
      return result.reason === 'aborted'
        ? undefined
        : `${label} cannot be hashed: ${reasonText(result.reason)}. The manifest was not created.`;
    if (!sameStat(host.stat(path), stat) || result.size !== stat?.size)
      return `${label} changed while it was hashed, so the manifest was not created. Try again when no program writes to the file.`;
    hashes.push([label, jsonString(result.hash)]);
    before += result.size;
  }
  return jsonObject([
    ['kind', jsonString('external')],
    ['hashes', jsonObject(hashes)],
  ]);
}
