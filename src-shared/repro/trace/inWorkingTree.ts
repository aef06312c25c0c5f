// The files of the working tree that have the text of a CONFIG_HASH.
import { dirname } from '../../host/paths';
import { readText } from '../../host/readText';
import { findFiles, gapTexts, searchTops } from '../files/findFiles';
import { unreadText } from '../files/unreadText';
import { configHash } from '../hash/configHash';
import type { SpecSearch } from '../reproduce/findSpec';
import type { FileMatch } from './specMatch';

/** The matches in the working tree, the folders that contain specs, and what was not searched, as sentences. */
export interface FileSearch {
  readonly matches: readonly FileMatch[];
  readonly folders: readonly string[];
  readonly gaps: readonly string[];
}

/** The specs of the folders that have a CONFIG_HASH, also those that git ignores. */
export function filesWithHash({ host, folders, label }: SpecSearch, hash: string): FileSearch {
  const gaps: string[] = [];
  const paths = new Set<string>();
  for (const folder of searchTops(folders)) {
    const files = findFiles(host, folder, ['spec']);
    let next = files.next();
    for (; !next.done; next = files.next()) for (const path of next.value) paths.add(path);
    gaps.push(...gapTexts(next.value, label, 'Its other specs were not read.'));
  }
  const matches = [...paths].flatMap((path): FileMatch[] => {
    const read = readText(host, path);
    if (!read.ok) gaps.push(...unreadText(read.reason, label(path)));
    return read.ok && configHash(read.text, host.sha256) === hash ? [{ place: 'file', path }] : [];
  });
  return { matches, folders: [...new Set([...paths].map(dirname))], gaps };
}
