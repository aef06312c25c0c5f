// The output of `kyn hash`.

import { oneLine } from '../../../../src-shared/text/oneLine';
import { printJson } from '../../../../src-shared/text/outputJson';

/** A file with its hashes. */
export interface HashedFile {
  readonly path: string;
  readonly configHash: string;
  /** Null where the spec imports nothing or an import cannot be read; absent where it was not requested. */
  readonly closureHash?: string | null;
}

/**
 * The format of sha256sum: a name with a line end or a backslash is escaped, and its line starts with a backslash. Other characters that would
 * change what a terminal shows are escaped as well; the JSON has the exact name.
 */
export const hashText = (files: readonly HashedFile[]): string =>
  files
    .map(({ configHash, path }) => {
      const name = path.replace(/[\\\n\r]/g, c => (c === '\\' ? '\\\\' : c === '\n' ? '\\n' : '\\r'));
      return `${name === path ? '' : '\\'}${configHash}  ${oneLine(name)}\n`;
    })
    .join('');

/** The JSON of the contract. */
export const hashJson = (files: readonly HashedFile[]): string =>
  printJson({ files: files.map(({ path, configHash, closureHash }) => ({ path, configHash, closureHash })) });
