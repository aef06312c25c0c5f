// Hashes of data files that a user verified, and which file was read for which artifact. A result is dropped as soon as the file or the artifact
// changes; an outdated result is never shown.
import type { RecordedData } from '../../../../src-shared/artifacts/kind';
import type { HashOptions, Host } from '../../../../src-shared/host/host';
import { pointerAt } from '../../../../src-shared/repro/data/pointerAt';
import { recordedHash } from '../../../../src-shared/repro/data/recordedHash';
import type { DataHashResult, DataRecorder, VerifiedDataResults, VerifiedFile } from './actionResults';

type ComparedFile = Parameters<VerifiedDataResults['record']>[2];

interface HashedFile extends VerifiedFile {
  readonly stamp: string;
}

/** Features read results at each keystroke; a file is not checked again within this time, unless an event reports a change. */
const FRESH_MS = 1000;

/** Verified files, by the path of the artifact and the name of the data. */
export class VerifiedData implements VerifiedDataResults {
  private readonly hashes = new Map<string, HashedFile>();
  private readonly recorded = new Map<string, { readonly file: ComparedFile; readonly content: string }>();
  private readonly stamps = new Map<string, { readonly stamp: string; readonly at: number }>();

  constructor(private readonly host: Host) {}

  async hash(path: string, options: Required<HashOptions>): Promise<DataHashResult> {
    const stamp = this.readStamp(path);
    const cached = this.hashes.get(path);
    const size = this.host.stat(path)?.size ?? 0;
    if (cached && cached.stamp === stamp)
      return { ok: true, hash: cached.hash, size, ...(cached.isPointer && { isPointer: true }) };
    const pointer = pointerAt(this.host, path);
    const result: DataHashResult = pointer
      ? { ok: true, hash: pointer.oid, size, isPointer: true }
      : await this.host.hashFile(path, options);
    if (!result.ok) return result;
    if (this.readStamp(path) !== stamp || result.size !== size) return { ok: false, reason: 'changing' };
    this.hashes.set(path, {
      path,
      hash: result.hash,
      time: new Date(),
      stamp,
      ...(pointer && { isPointer: true as const }),
    });
    return result;
  }

  record(recorder: DataRecorder, data: RecordedData, file: ComparedFile): void {
    this.recorded.set(keyOf(recorder, data), { file, content: contentOf(recorder, data) });
  }

  find(recorder: DataRecorder, data: RecordedData): VerifiedFile | undefined {
    const recorded = this.recorded.get(keyOf(recorder, data));
    if (recorded?.content !== contentOf(recorder, data)) return undefined;
    const hashed = this.hashes.get(recorded.file.path);
    return hashed && hashed.stamp === this.stamp(hashed.path) ? { ...hashed, ...recorded.file } : undefined;
  }

  /** Whether one of some files was verified. */
  includesAny(paths: readonly string[]): boolean {
    return paths.some(path => this.hashes.has(path));
  }

  /** Writes: files may have changed, so their time stamps are read again. */
  invalidate(): void {
    this.stamps.clear();
  }

  private stamp(path: string): string {
    const now = performance.now();
    const cached = this.stamps.get(path);
    return cached && now - cached.at < FRESH_MS ? cached.stamp : this.readStamp(path);
  }

  private readStamp(path: string): string {
    const stat = this.host.stat(path);
    const stamp = stat ? `${stat.kind} ${stat.size} ${stat.modified}` : '';
    this.stamps.set(path, { stamp, at: performance.now() });
    return stamp;
  }
}

const keyOf = ({ path }: DataRecorder, { name }: RecordedData): string => `${path}\n${name ?? ''}`;
const contentOf = ({ configHash = '' }: DataRecorder, data: RecordedData): string =>
  `${configHash} ${recordedHash(data) ?? ''}`;
