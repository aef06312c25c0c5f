// Whether a run used the imported files of its spec as they are now. The CONFIG_HASH does not cover them.
import type { Composition } from '../../kyn/names/compose';
import type { RecordedText } from '../../repro/reproduce/runRecord';

/** `not-recorded`: it is not known, because the run recorded too little, or a file cannot be read now. */
export type ImportsState = 'same' | 'differ' | 'not-recorded';

/**
 * What a spec imports now. A `configHash` is undefined for a file that cannot be read; `isComplete`: every import was followed; `identity`: the path of a file
 * after following links, as the files have it, undefined where nothing is.
 */
export interface CurrentImports {
  readonly files: readonly { readonly path: string; readonly configHash: string | undefined }[];
  readonly isComplete: boolean;
  readonly identity: (path: string) => string | undefined;
}

/** The imports of a spec that cannot be read. */
export const unknownImports: CurrentImports = { files: [], isComplete: false, identity: path => path };

/** How files are found. `hashAt`: the CONFIG_HASH of a file, undefined where it cannot be read; `realPath`: its path after following links, as the composition has it. */
export interface FileLookup {
  readonly hashAt: (path: string) => string | undefined;
  readonly realPath: (path: string) => string | undefined;
}

/** The imports in a composition. */
export const currentImports = ({ files, problems }: Composition, { hashAt, realPath }: FileLookup): CurrentImports => ({
  files: files.map(({ id }) => ({ path: id, configHash: hashAt(id) })),
  isComplete: problems.length === 0,
  identity: realPath,
});

/** Compares the imports of a spec with those in the record of a run; undefined for a run without a record. */
export function importsState(
  { files, isComplete, identity }: CurrentImports,
  record: { readonly imports: readonly RecordedText[] } | undefined,
): ImportsState {
  if (files.length === 0 && isComplete) return 'same';
  // A record has none where none of them could be read.
  if (!record || record.imports.length === 0) return 'not-recorded';
  const recorded = new Map(record.imports.map(({ path, configHash }) => [identity(path), configHash]));
  // Its path may be that of another computer.
  const isGone = recorded.delete(undefined);
  const isOther = files.some(({ path, configHash }) => {
    const before = recorded.get(path);
    return before !== undefined && configHash !== undefined && before !== configHash;
  });
  if (isOther) return 'differ';
  const unread = files.some(({ configHash }) => configHash === undefined);
  if (!isComplete || unread) return 'not-recorded';
  const paths = new Set<string | undefined>(files.map(({ path }) => path));
  if ([...recorded.keys()].some(path => !paths.has(path))) return 'differ';
  return !isGone && files.every(({ path }) => recorded.has(path)) ? 'same' : 'not-recorded';
}
