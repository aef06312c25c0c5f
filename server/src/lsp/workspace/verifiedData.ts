// Hashes of data files that a user verified, and which file was read for which artifact. A result is dropped as soon as the file or the artifact
// changes; an outdated result is never shown.
import type { RecordedData } from '../../../../src-shared/artifacts/kind';
import type { HashOptions, Host, Stat } from '../../../../src-shared/host/host';
import { affectsRoute, linkRoute } from '../../../../src-shared/host/linkRoute';
import { isSettled, sameStat } from '../../../../src-shared/host/sameStat';
import { pointerAt } from '../../../../src-shared/repro/data/pointerAt';
import { recordedHash } from '../../../../src-shared/repro/data/recordedHash';
import { FRESH_MS } from '../base/recentResults';
import type { DataHashResult, DataRecorder, UnreadFile, VerifiedDataResults, VerifiedFile } from './actionResults';

type ComparedFile = Parameters<VerifiedDataResults['record']>[2];

interface HashedFile extends VerifiedFile {
  readonly stat: Stat;
  /** The paths that decide which file it is. */
  readonly route: readonly string[];
}

/** Verified files, by the path of the artifact and the name of the data. */
export class VerifiedData implements VerifiedDataResults {
  private readonly hashes = new Map<string, HashedFile>();
  private readonly recorded = new Map<string, { readonly file: ComparedFile; readonly content: string }>();
  private readonly unread = new Map<
    string,
    UnreadFile & { readonly stat: Stat | undefined; readonly content: string }
  >();
  private readonly stats = new Map<string, { readonly stat: Stat | undefined; readonly at: number }>();

  constructor(private readonly host: Host) {}

  async hash(path: string, options: Required<HashOptions>): Promise<DataHashResult> {
    const stat = this.readStat(path);
    const cached = this.hashes.get(path);
    if (cached && sameStat(cached.stat, stat) && isSettled(cached.stat, cached.time.getTime()))
      return { ok: true, hash: cached.hash, size: cached.stat.size, ...(cached.isPointer && { isPointer: true }) };
    const time = new Date();
    const pointer = stat && pointerAt(this.host, path);
    if (pointer && pointer.oid === undefined) return { ok: false, reason: 'not-in-annex' };
    const result: DataHashResult =
      pointer?.oid === undefined
        ? await this.host.hashFile(path, options)
        : { ok: true, hash: pointer.oid, size: stat?.size ?? 0, isPointer: true };
    if (!result.ok) return result;
    if (!stat || !sameStat(this.readStat(path), stat) || result.size !== stat.size)
      return { ok: false, reason: 'changing' };
    const route = linkRoute(this.host, path);
    this.hashes.set(path, {
      path,
      route,
      hash: result.hash,
      time,
      stat,
      ...(pointer && { isPointer: true as const }),
    });
    return result;
  }

  record(recorder: DataRecorder, data: RecordedData, file: ComparedFile): void {
    this.unread.delete(keyOf(recorder, data));
    this.recorded.set(keyOf(recorder, data), { file, content: contentOf(recorder, data) });
  }

  recordUnread(recorder: DataRecorder, data: RecordedData, file: UnreadFile): void {
    this.recorded.delete(keyOf(recorder, data));
    const stat = this.readStat(file.path);
    this.unread.set(keyOf(recorder, data), { ...file, stat, content: contentOf(recorder, data) });
  }

  findUnread(recorder: DataRecorder, data: RecordedData): UnreadFile | undefined {
    const file = this.unread.get(keyOf(recorder, data));
    if (file?.content !== contentOf(recorder, data)) return undefined;
    const stat = this.stat(file.path);
    return stat === file.stat || sameStat(stat, file.stat) ? file : undefined;
  }

  find(recorder: DataRecorder, data: RecordedData): VerifiedFile | undefined {
    const recorded = this.recorded.get(keyOf(recorder, data));
    if (recorded?.content !== contentOf(recorder, data)) return undefined;
    const hashed = this.hashes.get(recorded.file.path);
    return hashed && sameStat(hashed.stat, this.stat(hashed.path)) ? { ...hashed, ...recorded.file } : undefined;
  }

  /** Writes: files that no event reports may have changed, so they are compared again. */
  invalidate(): void {
    this.stats.clear();
  }

  /** Writes: these files, or files in these folders, changed; true when one of them was verified or could not be read. */
  changed(paths: readonly string[]): boolean {
    this.invalidate();
    const isReported = affectsRoute(paths);
    const outdated = [...this.hashes.values()].filter(({ route }) => isReported(route));
    for (const { path } of outdated) this.hashes.delete(path);
    const unread = [...this.unread].filter(([, { path }]) => isReported(linkRoute(this.host, path)));
    for (const [key] of unread) this.unread.delete(key);
    return outdated.length + unread.length > 0;
  }

  private stat(path: string): Stat | undefined {
    const now = performance.now();
    const cached = this.stats.get(path);
    return cached && now - cached.at < FRESH_MS ? cached.stat : this.readStat(path);
  }

  private readStat(path: string): Stat | undefined {
    const stat = this.host.stat(path);
    this.stats.set(path, { stat, at: performance.now() });
    return stat;
  }
}

const keyOf = ({ path }: DataRecorder, { name }: RecordedData): string => `${path}\n${name ?? ''}`;
const contentOf = ({ configHash = '' }: DataRecorder, data: RecordedData): string =>
  `${configHash} ${recordedHash(data) ?? ''}`;
