// Paths as given on the command line and as shown: with `/` on every system.
import path from 'node:path';
import type { Host } from '../../../src-shared/host/host';
import { withSlashes } from '../../../src-shared/host/node/readFile';
import { relativeTo } from '../../../src-shared/host/paths';

/** The working folder of a command, and its host. */
interface GivenFrom {
  readonly host: Pick<Host, 'realPath'>;
  readonly io: { readonly cwd: string };
}

/**
 * A given path in the form of the core: absolute, with `/`. It is the path of the file that the system opens: `..` after a link leaves the folder that the
 * link leads to. Where that folder does not exist, the path is not resolved, so nothing is found there.
 */
export function absolutePath({ host, io }: GivenFrom, given: string): string {
  const plain = withSlashes(path.resolve(io.cwd, given));
  const upward = upToDots(given);
  // Windows itself removes `..` from the text of a path before it follows links.
  if (upward === undefined || path.sep !== '/') return plain;
  const start = path.isAbsolute(given) ? '' : `${io.cwd}/`;
  const folder = host.realPath(start + upward);
  if (folder === undefined) return start + given;
  // The links of other paths stay as given, because a lock may name a spec by its link.
  if (folder === host.realPath(path.resolve(io.cwd, upward))) return plain;
  return path.resolve(folder, `./${given.slice(upward.length)}`);
}

// The part of a path up to its last `..`; undefined without one.
const upToDots = (given: string): string | undefined => /^(?:.*\/)?\.\.(?=\/|$)/s.exec(given)?.[0];

/** A given path as it is shown. */
export const displayPath = (given: string): string => withSlashes(given);

/** A path that was found rather than given, as it is shown: relative to the working folder. */
export const relativePath = (cwd: string, absolutePath: string): string => relativeTo(cwd, absolutePath);
