// The files of the working tree that have the text of a CONFIG_HASH.
import type { SpecSearch } from '../reproduce/findSpec';
import { TreeSearch } from '../reproduce/specIndex';
import type { FileMatch } from './specMatch';

/** The matches in the working tree, the folders that contain specs, and what was not searched, as sentences. */
export interface FileSearch {
  readonly matches: readonly FileMatch[];
  readonly folders: readonly string[];
  readonly gaps: readonly string[];
}

/** The specs of the folders that have a CONFIG_HASH, also those that git ignores. */
export function filesWithHash(search: SpecSearch, hash: string): FileSearch {
  const tree = new TreeSearch(search);
  const matches = [...tree.hashedSpecs()].flatMap(([path, own]): FileMatch[] =>
    own === hash ? [{ place: 'file', path }] : [],
  );
  return { matches, folders: [...tree.folders], gaps: tree.gaps };
}
