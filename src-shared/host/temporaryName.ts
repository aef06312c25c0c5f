// The names of what exists only for a while: a file or folder that is written or removed, and a folder for the files of one command. A process that is killed
// leaves it behind; the next one that writes in the same folder removes it.

const ENDING = /\.kynml-[0-9a-f]{32}\.tmp$/;

/** A name, with 32 hex digits that make it unique. `of`: the name of a folder that is being removed; a file has none. */
export const temporaryName = (hex: string, of = ''): string => `${of}.kynml-${hex}.tmp`;

/** What a name is the name of: a temporary file, a folder that was being removed, or neither. */
export function temporaryKind(name: string): 'file' | 'folder' | undefined {
  const ending = ENDING.exec(name);
  if (!ending) return undefined;
  return ending.index === 0 ? 'file' : 'folder';
}

/** The process that uses a folder as long as it runs: its id, and what identifies it among all that had this id (empty where that is not known). */
export interface FolderOwner {
  readonly pid: number;
  readonly identity: string;
}

/** The name of a folder that a process uses, up to the ending that `temporaryName` adds. */
export const ownedName = (prefix: string, { pid, identity }: FolderOwner): string => `${prefix}${pid}-${identity}`;

/** The process that a name states; undefined where it states none. */
export function ownerIn(name: string): FolderOwner | undefined {
  const [, pid, identity = ''] = OWNER.exec(name.replace(ENDING, '')) ?? [];
  return pid === undefined ? undefined : { pid: Number(pid), identity };
}

const OWNER = /-(\d{1,10})-(\d{0,20})$/;
