// Which files may be read. A workspace that is not trusted is not allowed to make the server read files outside its folders, and a single file without a
// workspace none outside of its own folder.
import type { Host } from '../../../../src-shared/host/host';
import { isInside } from '../../../../src-shared/host/paths';

/** What decides which files may be read. */
export interface Trust {
  readonly host: Pick<Host, 'realPath'>;
  /** The folders whose files may be read in any case. */
  readonly readableFolders: readonly string[];
  readonly trusted: boolean;
}

/** A function that decides whether a file may be read, by its path after following links. The folders of the workspace are followed once. */
export function readGate({ host, readableFolders, trusted }: Trust): (realPath: string) => boolean {
  let realFolders: readonly string[] | undefined;
  return realPath => {
    if (trusted) return true;
    realFolders ??= readableFolders.map(folder => host.realPath(folder) ?? folder);
    return realFolders.some(folder => isInside(folder, realPath));
  };
}

/** Whether a path leads to an existing file that may not be read. */
export function isRefused(trust: Trust, path: string): boolean {
  const real = trust.trusted ? undefined : trust.host.realPath(path);
  return real !== undefined && !readGate(trust)(real);
}
