// One path for each file, whatever links lead to it: two paths of a file must not be two files of a rename, and a path that the client does not know would be a
// second document of a file that is open.
import type { Host } from '../../../../src-shared/host/host';
import { isInside, join, relativeTo } from '../../../../src-shared/host/paths';

/**
 * A function that follows links to the path under which the client knows a file: in the folders, which may be links themselves, or behind a link to the outside.
 * Undefined where there is no file.
 */
export function fileIdentity(
  { realPath }: Pick<Host, 'realPath'>,
  folders: readonly string[],
): (path: string) => string | undefined {
  let linked: readonly { readonly folder: string; readonly real: string }[] | undefined;
  return path => {
    const real = realPath(path);
    if (real === undefined || folders.some(folder => isInside(folder, real))) return real;
    linked ??= folders.flatMap(folder => {
      const target = realPath(folder);
      return target === undefined || target === folder ? [] : [{ folder, real: target }];
    });
    const at = linked.find(link => isInside(link.real, real));
    return at ? join(at.folder, relativeTo(at.real, real)) : real;
  };
}
