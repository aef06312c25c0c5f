// CONFIG_HASHes by their beginning, as people write them in texts.
import { isHash, shortHash } from '../../text/hashForm';

/** A CONFIG_HASH, undefined where there is none, and the path of a spec that has it, where this is known. */
type HashEntry = readonly [hash: string | undefined, path?: string];

/** What may be asked. */
export interface HashPrefixesView {
  /** The hashes that begin with digits; none for fewer than 12. */
  startingWith(digits: string): readonly string[];
  /** The paths of the specs with a hash. */
  pathsOf(hash: string): readonly string[];
  /** The first 12 digits of all hashes, each once. */
  shortHashes(): Iterable<string>;
}

/** The hashes of one source. They are arranged at the first look-up after a change, so that they cost nothing before that. */
export class HashPrefixes implements HashPrefixesView {
  private byShort: Map<string, Map<string, string[]>> | undefined;

  constructor(private readonly all: () => Iterable<HashEntry>) {}

  /** Writes: the hashes changed. */
  changed(): void {
    this.byShort = undefined;
  }

  startingWith(digits: string): readonly string[] {
    return [...(this.read().get(shortHash(digits))?.keys() ?? [])].filter(hash => hash.startsWith(digits));
  }

  pathsOf(hash: string): readonly string[] {
    return this.read().get(shortHash(hash))?.get(hash) ?? [];
  }

  shortHashes(): Iterable<string> {
    return this.read().keys();
  }

  private read(): Map<string, Map<string, string[]>> {
    this.byShort ??= arranged(this.all());
    return this.byShort;
  }
}

function arranged(entries: Iterable<HashEntry>): Map<string, Map<string, string[]>> {
  const byShort = new Map<string, Map<string, string[]>>();
  for (const [hash, path] of entries) {
    if (hash === undefined || !isHash(hash)) continue;
    const hashes = byShort.get(shortHash(hash)) ?? new Map<string, string[]>();
    const paths = hashes.get(hash) ?? [];
    if (path !== undefined) paths.push(path);
    byShort.set(shortHash(hash), hashes.set(hash, paths));
  }
  return byShort;
}
