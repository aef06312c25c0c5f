// Which links a search for runs of other trackers follows: those that a search for our own files follows too.
import type { Host } from '../../../../src-shared/host/host';
import { leadsOut } from '../../../../src-shared/host/leadsOut';
import type { LinkRule } from '../../../../src-shared/runs/trackers/place';
import { absolutePath } from '../cliPaths';
import type { CliContext } from '../command';

/** The host, which follows links that are named, or whose target is in the working folder or its repository. */
export function followingHost(context: Pick<CliContext, 'host' | 'io' | 'files'>): Host & LinkRule {
  const { host, io, files } = context;
  const named = new Set(files.map(given => absolutePath(context, given)));
  return { ...host, follows: path => named.has(path) || !leadsOut(host, [io.cwd], path) };
}
