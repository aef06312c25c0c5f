// Paths as given on the command line and as shown: with `/` on every system.
import path from 'node:path';
import type { Host } from '../../../src-shared/host/host';
import { lossyName } from '../../../src-shared/host/node/byteNames';
import { basename, dirname, goesUp, isInside, join, relativeTo } from '../../../src-shared/host/paths';
import { type ParentReader, resolveParents } from '../../../src-shared/host/resolveParents';
import { withSlashes } from '../../../src-shared/host/slashes';

type NameReader = ParentReader & Pick<Host, 'list'>;

/** The working folder of a command, and its host. */
interface GivenFrom {
  readonly host: NameReader;
  readonly io: { readonly cwd: string };
}

/** A given path in the form of the core: absolute, with `/`, and without `..`. */
export function absolutePath({ host, io }: GivenFrom, given: string): string {
  const whole = path.isAbsolute(given) ? given.replace(/^\/+/, '/') : `${io.cwd}/${given}`;
  // Windows itself removes `..` from the text of a path before it follows links.
  const absolute =
    goesUp(whole) && path.sep === '/' ? resolveParents(host, whole) : withSlashes(path.resolve(io.cwd, given));
  return given.includes(REPLACEMENT) ? exactPath(host, absolute) : absolute;
}

// The system puts it in place of bytes that are not UTF-8.
const REPLACEMENT = '\ufffd';

// The path with the names of the files that look like those in it. Where several look the same, none is chosen.
function exactPath(host: NameReader, absolute: string): string {
  let at = '';
  for (const part of absolute.split('/').slice(1)) {
    const isLost = part.includes(REPLACEMENT) && host.stat(`${at}/${part}`) === undefined;
    const alike = isLost ? host.list(at === '' ? '/' : at).filter(({ name }) => lossyName(name) === part) : [];
    at = `${at}/${alike.length === 1 ? (alike[0]?.name ?? part) : part}`;
  }
  return at;
}

/** A given path as it is shown. */
export const displayPath = (given: string): string => withSlashes(given);

/** A path that was found rather than given, as it is shown: relative to the working folder. */
export const relativePath = (cwd: string, absolutePath: string): string => relativeTo(cwd, absolutePath);

/**
 * The absolute path of a file as it is compiled: the same however the file is named on the command line. Where links lead into the working folder, it is the
 * path there.
 */
export function pathWithin(host: Pick<Host, 'realPath'>, cwd: string, absolutePath: string): string {
  const [folder, top] = [host.realPath(dirname(absolutePath)), host.realPath(cwd)];
  if (isInside(cwd, absolutePath) || folder === undefined || top === undefined || !isInside(top, folder))
    return absolutePath;
  return join(join(cwd, relativeTo(top, folder)), basename(absolutePath));
}
