// When files were committed with the content that they have now. Read-only; the caller decides whether git may run.
import type { GitFailure, Host } from '../../host/host';
import { join } from '../../host/paths';
import { filtersOff } from './filtersOff';
import { logText, PLAIN_LOG } from './specLog';

/** The time of the commit that gave each file its current content, in milliseconds since 1970, by absolute path; or why git did not answer. */
export type CommittedTimes = { readonly ok: true; readonly times: ReadonlyMap<string, number> } | GitFailure;

const MAX_COMMITS = 50_000;

const JSON_FILES = ['--', ':(top)*.json'];
const CHANGED_FILES = ['diff', '--name-only', '-z', '--ignore-submodules=all', 'HEAD', ...JSON_FILES];
const TRACKED_FILES = ['ls-files', '-z', '--full-name', ...JSON_FILES];

/** Reads the history of HEAD for the JSON files of a repository, whose top folder is given, with four git commands for all files. Times are those at which the authors committed. */
export async function committedTimes(host: Host, top: string): Promise<CommittedTimes> {
  const quiet = await filtersOff(host, top);
  if (!quiet) return { ok: true, times: new Map() };
  if ('ok' in quiet) return quiet;
  const log = await host.git(top, [
    ...PLAIN_LOG,
    'log',
    '-z',
    '--name-only',
    '--no-renames',
    '--diff-filter=AM',
    `--max-count=${MAX_COMMITS}`,
    '--format=%x01%at',
    ...JSON_FILES,
  ]);
  if (!log.ok) return log;
  const changed = await host.git(top, [...PLAIN_LOG, ...quiet, ...CHANGED_FILES]);
  if (!changed.ok) return changed;
  const tracked = await host.git(top, TRACKED_FILES);
  if (!tracked.ok) return tracked;
  const times = timesIn(logText(host, log.stdout), top);
  // A file that was tracked once and is not now may have any content.
  const known = new Set(pathsIn(logText(host, tracked.stdout), top));
  const untracked = [...times.keys()].filter(path => !known.has(path));
  for (const path of [...untracked, ...pathsIn(logText(host, changed.stdout), top)]) times.delete(path);
  return { ok: true, times };
}

const pathsIn = (names: string, top: string): string[] => names.split('\0').map(name => join(top, name));

// Newest first, so the first commit of a file counts. Each commit starts with the byte 1 and its seconds since 1970.
function timesIn(log: string, top: string): Map<string, number> {
  const times = new Map<string, number>();
  let seconds = Number.NaN;
  for (const part of log.split('\0')) {
    const commit = /^\n?\u0001(\d{1,12})\n*$/.exec(part);
    const path = join(top, part.replace(/^\n/, ''));
    if (commit) seconds = Number(commit[1]);
    else if (part !== '' && !Number.isNaN(seconds) && !times.has(path)) times.set(path, seconds * 1000);
  }
  return times;
}
