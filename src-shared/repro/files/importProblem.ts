// Why an import could not be loaded, as the composition of a spec records it.
import type { Host } from '../../host/host';
import { isAbsent } from '../../host/linkFailure';
import { isBehindLink } from '../../host/linkRoute';
import { isInside } from '../../host/paths';
import { isEncodingFault, type TextResult } from '../../host/readText';
import type { FindNear, LoadProblem } from '../../kyn/names/compose';

/** The end of a path that is in one of the folders by its name, but behind a link; nothing for any other path. `id`: the path after following links. */
export function leadsTo(
  host: Pick<Host, 'linkTarget'>,
  folders: readonly string[],
  { path, id }: { readonly path: string; readonly id: string },
): { readonly leadsTo?: string } {
  const isLink = path !== id && folders.some(folder => isInside(folder, path) && isBehindLink(host, folder, path));
  return isLink ? { leadsTo: id } : {};
}

/** The problem of an import that was not loaded. `near` is kept for a file that does not exist. */
export function importProblem(
  read: TextResult,
  near: FindNear,
): { readonly problem: LoadProblem; readonly near?: FindNear } {
  const reason = read.ok ? 'unreadable' : read.reason;
  return {
    problem: isAbsent(reason) || isEncodingFault(reason) || reason === 'untrusted' ? reason : 'unreadable',
    ...(reason === 'missing' && { near }),
  };
}
