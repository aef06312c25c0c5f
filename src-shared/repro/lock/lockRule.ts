// Where a lock is written: one rule for the editor and the command line, and the sentence that is shown before or after it is written.

/** Which part of the rule applies; `named`: the user named the file. */
export type PlaceReason = 'named' | 'existing' | 'folder' | 'beside';

/** The folder that takes the role of the workspace folder, for people. */
export type LockFolder = 'workspace folder' | 'working folder' | 'folder of the spec';

/** The rule. */
export const lockRule = (folder: LockFolder): string =>
  `A lock is written to the existing lock of the spec, otherwise to kynml.lock in the ${folder}, or to <spec file name>.lock next to the spec if that kynml.lock exists.`;

/** Why a lock is written to `lock` (a file name). */
export function placeText(
  place: PlaceReason,
  { lock, folder }: { readonly lock: string; readonly folder: LockFolder },
): string {
  switch (place) {
    case 'named':
      return `${lock} was named.`;
    case 'existing':
      return `${lock} is the lock of this spec.`;
    case 'folder':
      return `The spec has no lock yet, so it gets ${lock} in the ${folder}.`;
    case 'beside':
      return `kynml.lock in the ${folder} is not the lock of this spec, so the spec gets ${lock} next to it.`;
  }
}
