// The runs of a workspace by file and by the CONFIG_HASH that they record, so that a look-up costs the same for any number of runs.
import { distinctRuns, type FileRow, type FileRuns } from '../list/distinctRuns';
import { HashPrefixes, type HashPrefixesView } from './hashPrefixes';

/** The runs of a file. `modified`: when it was written, in milliseconds since 1970. */
export interface IndexedFile extends FileRuns {
  readonly modified: number;
}

/** What may be asked. */
export interface RunIndexView {
  /** The runs of a file; undefined for a file without runs. */
  get(path: string): IndexedFile | undefined;
  /** All files with runs. */
  all(): Iterable<IndexedFile>;
  /** The runs with a CONFIG_HASH, each once, in no order. The same object until one of them changes. */
  withHash(hash: string): readonly FileRow<IndexedFile>[];
  /** The hashes that runs record. */
  readonly hashes: HashPrefixesView;
}

type Files = Map<string, IndexedFile>;

/** The index. It reads nothing: whoever reads a file adds its runs. */
export class RunIndex implements RunIndexView {
  private readonly files: Files = new Map();
  private readonly byHash = new Map<string, Files>();
  private readonly distinct = new Map<string, readonly FileRow<IndexedFile>[]>();
  readonly hashes = new HashPrefixes(() => [...this.byHash.keys()].map(hash => [hash]));

  get(path: string): IndexedFile | undefined {
    return this.files.get(path);
  }

  all(): Iterable<IndexedFile> {
    return this.files.values();
  }

  withHash(hash: string): readonly FileRow<IndexedFile>[] {
    const known = this.distinct.get(hash);
    if (known) return known;
    const files = this.byHash.get(hash);
    if (!files) return NONE;
    const rows = distinctRuns([...files.values()]).filter(({ row }) => row.claims.configHash === hash);
    this.distinct.set(hash, rows);
    return rows;
  }

  /** Writes: adds or replaces the runs of a file. */
  set(file: IndexedFile): void {
    this.delete(file.path);
    if (file.rows.length === 0) return;
    this.files.set(file.path, file);
    this.hashes.changed();
    for (const hash of hashesOf(file)) {
      const group = this.byHash.get(hash);
      if (group) group.set(file.path, file);
      else this.byHash.set(hash, new Map([[file.path, file]]));
      this.distinct.delete(hash);
    }
  }

  /** Writes: removes the runs of a file. */
  delete(path: string): void {
    const file = this.files.get(path);
    if (!file) return;
    this.files.delete(path);
    this.hashes.changed();
    for (const hash of hashesOf(file)) {
      const group = this.byHash.get(hash);
      group?.delete(path);
      if (group?.size === 0) this.byHash.delete(hash);
      this.distinct.delete(hash);
    }
  }
}

const NONE: readonly FileRow<IndexedFile>[] = [];

const hashesOf = ({ rows }: IndexedFile): ReadonlySet<string> =>
  new Set(rows.flatMap(({ claims: { configHash } }) => configHash ?? []));
