// The hashes of files from an earlier run of this tool, by their paths: used again only where the file is certainly unchanged. Size, both times and the
// inode must be those from before the reading, and old enough to show a later write. In doubt a file is hashed again.
import type { Host, Stat } from './host';
import { isSettled, sameStat } from './sameStat';

/** The kept hash of a file, and the file as it was when it was hashed. */
export interface KeptHash {
  readonly stat: Stat;
  readonly hash: string;
}

/** Kept hashes by path. */
export type KeptHashes = ReadonlyMap<string, KeptHash>;

const VERSION = 'kyn hashes 1';

/** The text of kept hashes: a line for each, as many of the first ones as `room` allows, in UTF-16 units of paths and hashes. */
export function hashesText(hashes: KeptHashes, room: number): string {
  const lines = [VERSION];
  let left = room;
  for (const [path, { stat, hash }] of hashes) {
    left -= hash.length + path.length;
    if (left < 0) break;
    lines.push(JSON.stringify([path, stat.size, stat.modified, stat.changed, stat.inode, hash]));
  }
  return lines.join('\n');
}

/** The hashes in such a text. A line of another form is left out, and so is a text of another version. */
export function readHashes(text: string | undefined): KeptHashes {
  const [version, ...lines] = text?.split('\n') ?? [];
  return new Map(version === VERSION ? lines.flatMap(line => entryOf(line) ?? []) : []);
}

function entryOf(line: string): readonly [readonly [string, KeptHash]] | undefined {
  const parts = parsed(line);
  if (!Array.isArray(parts)) return undefined;
  const [path, size, modified, changed, inode, hash] = parts;
  const areNumbers = [size, modified, changed, inode].every(number => typeof number === 'number');
  if (parts.length !== 6 || typeof path !== 'string' || typeof hash !== 'string' || !areNumbers) return undefined;
  return [[path, { stat: { kind: 'file', size, modified, changed, inode }, hash }]];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** How hashes are kept. `now`: in milliseconds since 1970; `smallest`: smaller files, in bytes, are always hashed; `keep`: called with all, a new one first. */
export interface HashKeeping {
  readonly now: () => number;
  readonly smallest: number;
  readonly keep: (hashes: KeptHashes) => void;
}

/** A host that hashes files again only where they changed. */
export function withKeptHashes(host: Host, kept: KeptHashes, { now, smallest, keep }: HashKeeping): Host {
  let hashes = kept;
  const hashFile: Host['hashFile'] = async (path, options) => {
    const [time, stat] = [now(), host.stat(path)];
    const known = hashes.get(path);
    if (known && stat && isUnchanged(known.stat, stat, time)) return { ok: true, hash: known.hash, size: stat.size };
    const hashed = await host.hashFile(path, options);
    if (!hashed.ok || !stat || stat.size < smallest || hashed.size !== stat.size) return hashed;
    if (!isUnchanged(stat, host.stat(path), time)) return hashed;
    // The new one replaces that of a file that changed.
    hashes = new Map([[path, { stat, hash: hashed.hash }], ...[...hashes].filter(([other]) => other !== path)]);
    keep(hashes);
    return hashed;
  };
  return { ...host, hashFile };
}

// `time`: before the file was looked at. A write after that shows, because its time is later than that of a file that was old enough then.
const isUnchanged = (before: Stat, after: Stat | undefined, time: number): boolean =>
  after?.kind === 'file' && sameStat(before, after) && isSettled(before, time);
