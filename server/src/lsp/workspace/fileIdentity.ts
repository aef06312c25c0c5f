// One path for each file, whatever links lead to it: two paths of a file must not be two files of a rename, and a path that the client does not know would be a
// second document of a file that is open.
import type { Host } from '../../../../src-shared/host/host';
import { isInside, join, relativeTo } from '../../../../src-shared/host/paths';

/** A function that names a file as the client does: a path after following links -> the same, or under a folder that is a link itself, the path in that folder. */
export function clientPath({ realPath }: Pick<Host, 'realPath'>, folders: readonly string[]): (real: string) => string {
  let linked: readonly { readonly folder: string; readonly real: string }[] | undefined;
  return real => {
    if (folders.some(folder => isInside(folder, real))) return real;
    linked ??= folders.flatMap(folder => {
      const target = realPath(folder);
      return target === undefined || target === folder ? [] : [{ folder, real: target }];
    });
    const at = linked.find(link => isInside(link.real, real));
    return at ? join(at.folder, relativeTo(at.real, real)) : real;
  };
}

/** Follows the links of a path to the path under which the client knows the file; undefined where there is none. */
export function fileIdentity(
  host: Pick<Host, 'realPath'>,
  folders: readonly string[],
  path: string,
): string | undefined {
  const real = host.realPath(path);
  return real === undefined ? undefined : clientPath(host, folders)(real);
}
