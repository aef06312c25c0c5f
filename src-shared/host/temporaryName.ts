// The names of what exists only while something is written or removed. A process that is killed leaves it behind; the writer of files removes it later.

const ENDING = /\.kynml-[0-9a-f]{32}\.tmp$/;

/** A name, with 32 hex digits that make it unique. `of`: the name of a folder that is being removed; a file has none. */
export const temporaryName = (hex: string, of = ''): string => `${of}.kynml-${hex}.tmp`;

/** What a name is the name of: a temporary file, a folder that was being removed, or neither. */
export function temporaryKind(name: string): 'file' | 'folder' | undefined {
  const ending = ENDING.exec(name);
  if (!ending) return undefined;
  return ending.index === 0 ? 'file' : 'folder';
}
