// Paths of the files of an editor in a browser: `vscode-vfs://github/owner/repo/a.kyn` is `/vscode-vfs/github/owner/repo/a.kyn` for the core, whose paths are
// those of one file system. A file system without an authority has `-` in its place.

const NO_AUTHORITY = '-';
// Not of a file system.
const UNSAVED = 'untitled';

/** The path of a URI; undefined where it names no file. */
export function virtualPath(uri: string): string | undefined {
  const parts = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?(\/[^?#]*)$/i.exec(uri);
  const [, scheme = '', authority = '', path = ''] = parts ?? [];
  if (!parts || scheme === UNSAVED || /%2f/i.test(path)) return undefined;
  try {
    return `/${scheme}/${authority || NO_AUTHORITY}${decodeURIComponent(path)}`;
  } catch {
    return undefined;
  }
}

/** The URI of a path. */
export function virtualUri(path: string): string {
  const [, scheme = '', authority = '', ...names] = path.split('/');
  const server = authority === NO_AUTHORITY ? '' : `//${authority}`;
  return `${scheme}:${server}/${names.map(encodeURIComponent).join('/')}`;
}
