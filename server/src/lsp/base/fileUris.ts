// Paths and URIs of files, as `pathToFileURL` and `fileURLToPath` of Node convert them, but also in a browser.
import { isWindows } from '../../../../src-shared/host/slashes';

// What `pathToFileURL` escapes and a URL does not, or would read as something else.
const ESCAPED = /[%\\\n\r\t?#[\]^|~]/g;
const escaped = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** The `file:` URI of an absolute path. */
export function fileUri(path: string, windows = isWindows): string {
  const url = new URL('file:///');
  const [, server, rest = path] = (windows && /^\/\/([^/]+)(\/.*)$/.exec(path)) || [];
  if (server !== undefined) url.hostname = server;
  url.pathname = rest.replace(/\/{2,}/g, '/').replace(ESCAPED, escaped);
  return url.href;
}

/** The path of a `file:` URI; undefined where it names no file of this system. */
export function filePath(uri: string, windows = isWindows): string | undefined {
  try {
    const { hostname, pathname } = new URL(uri);
    if (/%2f/i.test(pathname) || (windows && /%5c/i.test(pathname))) return undefined;
    const path = decodeURIComponent(pathname);
    if (!windows) return hostname === '' ? path : undefined;
    if (hostname !== '') return `//${hostname}${path}`;
    return /^\/[A-Za-z]:/.test(path) ? path.slice(1).replace(/^[a-z]/, drive => drive.toUpperCase()) : undefined;
  } catch {
    return undefined;
  }
}
