// Data files that were verified: their hashes, and which of them was read for which artifact. What is known holds as long as file and artifact are
// those that it was read of; after that nothing is known any more, and nothing is shown.
import type { RecordedData } from '../../../../src-shared/artifacts/kind';
import type { HashResult, Host, StopSignal } from '../../../../src-shared/host/host';
import { recordedHash } from '../../../../src-shared/repro/data/recordedHash';

/** A file that was read for a hash that is recorded. */
export interface Reading {
  readonly path: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  /** When it was read. */
  readonly time: Date;
}

/** An artifact whose data was read, as far as readings depend on it. */
export interface Recorder {
  readonly path: string;
  /** CONFIG_HASH of the spec that it was made from: with another one it is another run, with other data maybe. */
  readonly configHash: string | undefined;
}

interface Hashed extends Reading {
  readonly stamp: string;
}

/** Readers ask at each keystroke; within this time a file is not looked at again, unless an event tells of a change. */
const FRESH_MS = 1000;

/** What was read, by the path of the artifact and the name of the data. */
export class VerifiedData {
  private readonly hashes = new Map<string, Hashed>();
  private readonly assigned = new Map<string, { readonly path: string; readonly of: string }>();
  private readonly stamps = new Map<string, { readonly stamp: string; readonly at: number }>();

  constructor(private readonly host: Host) {}

  /** SHA-256 of a file; one that is as it was when it was last read is not read again. `changing`: somebody wrote it meanwhile. */
  async hash(
    path: string,
    options: { readonly signal: StopSignal; readonly progress: (bytes: number) => void },
  ): Promise<HashResult | { readonly ok: false; readonly reason: 'changing' }> {
    const stamp = this.look(path);
    const known = this.hashes.get(path);
    const size = this.host.stat(path)?.size ?? 0;
    if (known && known.stamp === stamp) return { ok: true, hash: known.hash, size };
    const result = await this.host.hashFile(path, options);
    if (!result.ok) return result;
    if (this.look(path) !== stamp || result.size !== size) return { ok: false, reason: 'changing' };
    this.hashes.set(path, { path, hash: result.hash, time: new Date(), stamp });
    return result;
  }

  /** Writes: a file was read for what an artifact records. */
  assign(recorder: Recorder, data: RecordedData, path: string): void {
    this.assigned.set(keyOf(recorder, data), { path, of: contentOf(recorder, data) });
  }

  /** What is known of the file that was read for a recorded hash; undefined when none was, or it or the artifact changed since. */
  for(recorder: Recorder, data: RecordedData): Reading | undefined {
    const assigned = this.assigned.get(keyOf(recorder, data));
    if (assigned?.of !== contentOf(recorder, data)) return undefined;
    const hashed = this.hashes.get(assigned.path);
    return hashed && hashed.stamp === this.stamp(assigned.path) ? hashed : undefined;
  }

  /** Whether one of some files was read. */
  concerns(paths: readonly string[]): boolean {
    return paths.some(path => this.hashes.has(path));
  }

  /** Writes: files may have changed. */
  forget(): void {
    this.stamps.clear();
  }

  private stamp(path: string): string {
    const now = performance.now();
    const known = this.stamps.get(path);
    return known && now - known.at < FRESH_MS ? known.stamp : this.look(path);
  }

  private look(path: string): string {
    const stat = this.host.stat(path);
    const stamp = stat ? `${stat.kind} ${stat.size} ${stat.modified}` : '';
    this.stamps.set(path, { stamp, at: performance.now() });
    return stamp;
  }
}

const keyOf = ({ path }: Recorder, { name }: RecordedData): string => `${path}\n${name ?? ''}`;
const contentOf = ({ configHash = '' }: Recorder, data: RecordedData): string =>
  `${configHash} ${recordedHash(data) ?? ''}`;
