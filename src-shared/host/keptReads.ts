// What was read of files in an earlier run of this tool, by their paths: used again only where the file is certainly unchanged. Size, both times and the
// inode must be those from before the reading, and old enough to show a later write. In doubt a file is read again.
import type { Host, ReadResult, Stat } from './host';
import { isSettled, sameStat } from './sameStat';

/** A kept value of a file, and the file as it was when the value was read. */
export interface KeptRead {
  readonly stat: Stat;
  readonly value: string;
}

/** Kept values by path. */
export type KeptReads = ReadonlyMap<string, KeptRead>;

/** Limits of what is kept, in UTF-16 units: of one value, and of all. */
export interface KeptLimits {
  readonly longest: number;
  readonly all: number;
}

const VERSION = 'kyn reads 1';

/** The text of kept values: a line for each. */
export function keptText(reads: KeptReads, { longest, all }: KeptLimits): string {
  const lines = [VERSION];
  let room = all;
  for (const [path, { stat, value }] of reads) {
    if (value.length > longest) continue;
    room -= value.length + path.length;
    if (room < 0) break;
    lines.push(JSON.stringify([path, stat.size, stat.modified, stat.changed, stat.inode, value]));
  }
  return lines.join('\n');
}

/** The values in such a text. A line of another form is left out, and so is a text of another version. */
export function readKept(text: string | undefined): Map<string, KeptRead> {
  const [version, ...lines] = text?.split('\n') ?? [];
  return new Map(version === VERSION ? lines.flatMap(line => entryOf(line) ?? []) : []);
}

function entryOf(line: string): readonly [readonly [string, KeptRead]] | undefined {
  const parts = parsed(line);
  if (!Array.isArray(parts)) return undefined;
  const [path, size, modified, changed, inode, value] = parts;
  const areNumbers = [size, modified, changed, inode].every(number => typeof number === 'number');
  if (parts.length !== 6 || typeof path !== 'string' || typeof value !== 'string' || !areNumbers) return undefined;
  return [[path, { stat: { kind: 'file', size, modified, changed, inode }, value }]];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Reading with kept values: `reads` are those that were used or added, which are worth keeping; `added`: how many of them are new. */
export interface KeptReading {
  readonly host: Host;
  readonly reads: KeptReads;
  readonly added: () => number;
}

/** How texts are kept. `now`: in milliseconds since 1970; `limits`: what is above them is not kept, also not in memory; `encodeUtf8`: the bytes of a text. */
export interface TextKeeping {
  readonly now: () => number;
  readonly limits: KeptLimits;
  readonly encodeUtf8: (text: string) => Uint8Array;
}

/**
 * A host for one command, during which files count as unchanged: it reads the text of a file once, and only if the file changed since the command that kept
 * it. A file that is kept as a whole is not opened for its beginning either.
 */
export function withKeptTexts(host: Host, kept: KeptReads, keeping: TextKeeping): KeptReading {
  const texts = new KeptTexts(host, kept, keeping);
  const readBytes: Host['readBytes'] = (path, limit) => texts.read(path, limit) ?? host.readBytes(path, limit);
  const readPart: Host['readPart'] = (path, from, length) => {
    const read = texts.read(path);
    return read ? { ok: true, bytes: read.bytes.subarray(from, from + length) } : host.readPart(path, from, length);
  };
  return { host: { ...host, readBytes, readPart }, reads: texts.reads, added: () => texts.added };
}

class KeptTexts {
  readonly reads = new Map<string, KeptRead>();
  added = 0;
  private room: number;

  constructor(
    private readonly host: Host,
    private readonly kept: KeptReads,
    private readonly keeping: TextKeeping,
  ) {
    this.room = keeping.limits.all;
  }

  /** A text of at most `limit` bytes; undefined for a file that is longer or cannot be read. */
  read(path: string, limit = Number.POSITIVE_INFINITY): Extract<ReadResult, { ok: true }> | undefined {
    const { now, limits, encodeUtf8 } = this.keeping;
    const before = this.reads.get(path);
    const [time, stat] = before ? [0, before.stat] : [now(), this.host.stat(path)];
    if (stat?.kind !== 'file' || stat.size > Math.min(limits.longest, limit)) return undefined;
    const known = before ?? this.knownAt(path, stat, time);
    if (known) return { ok: true, bytes: encodeUtf8(known.value) };
    const read = this.host.readBytes(path, limit);
    if (!read.ok) return undefined;
    const value = isUnchanged(stat, this.host.stat(path), time) ? this.host.decodeUtf8(read.bytes) : undefined;
    if (value !== undefined && read.bytes.length === stat.size && this.keep(path, { stat, value })) this.added++;
    return read;
  }

  // What an earlier command kept of a file that is certainly unchanged.
  private knownAt(path: string, stat: Stat, time: number): KeptRead | undefined {
    const known = this.kept.get(path);
    if (!known || !isUnchanged(known.stat, stat, time)) return undefined;
    this.keep(path, known);
    return known;
  }

  // Whether there was room. What does not fit must not count as added, because it would be added each time.
  private keep(path: string, read: KeptRead): boolean {
    const size = read.value.length + path.length;
    if (size > this.room) return false;
    this.room -= size;
    this.reads.set(path, read);
    return true;
  }
}

/** How hashes are kept. `now`: in milliseconds since 1970; `smallest`: smaller files, in bytes, are always hashed; `keep`: called with all, a new one first. */
export interface HashKeeping {
  readonly now: () => number;
  readonly smallest: number;
  readonly keep: (reads: KeptReads) => void;
}

/** A host that hashes files again only where they changed. */
export function withKeptHashes(host: Host, kept: KeptReads, { now, smallest, keep }: HashKeeping): Host {
  let reads = kept;
  const hashFile: Host['hashFile'] = async (path, options) => {
    const [time, stat] = [now(), host.stat(path)];
    const known = reads.get(path);
    if (known && stat && isUnchanged(known.stat, stat, time)) return { ok: true, hash: known.value, size: stat.size };
    const hashed = await host.hashFile(path, options);
    if (!hashed.ok || !stat || stat.size < smallest || hashed.size !== stat.size) return hashed;
    if (!isUnchanged(stat, host.stat(path), time)) return hashed;
    const read: KeptRead = { stat, value: hashed.hash };
    // The new one replaces that of a file that changed.
    reads = new Map([[path, read], ...[...reads].filter(([other]) => other !== path)]);
    keep(reads);
    return hashed;
  };
  return { ...host, hashFile };
}

// `time`: before the file was looked at. A write after that shows, because its time is later than that of a file that was old enough then.
const isUnchanged = (before: Stat, after: Stat | undefined, time: number): boolean =>
  after?.kind === 'file' && sameStat(before, after) && isSettled(before, time);
