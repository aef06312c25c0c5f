// When files were first committed. Read-only; the caller decides whether git may run.
import type { GitFailure, Host } from '../../host/host';
import { join } from '../../host/paths';
import { logText } from './specLog';

/** The time of the oldest commit that added each file, in milliseconds since 1970, by absolute path; or why git did not answer. */
export type FirstCommits = { readonly ok: true; readonly times: ReadonlyMap<string, number> } | GitFailure;

/** Reads the history of the JSON files of a repository, whose top folder is given. Times are those at which the authors committed. */
export async function firstCommits(host: Host, top: string): Promise<FirstCommits> {
  const log = await host.git(top, [
    '-c',
    'log.showRoot=true',
    '-c',
    'log.showSignature=false',
    '-c',
    'diff.relative=false',
    'log',
    '--all',
    '-z',
    '--name-only',
    '--no-renames',
    '--diff-filter=A',
    '--format=%x01%at',
    '--',
    ':(top)*.json',
  ]);
  if (!log.ok) return log;
  return { ok: true, times: timesIn(logText(host, log.stdout), top) };
}

// Newest first, so the oldest commit of a file replaces the others. Each commit starts with the byte 1 and its seconds since 1970.
function timesIn(log: string, top: string): Map<string, number> {
  const times = new Map<string, number>();
  let seconds = Number.NaN;
  for (const part of log.split('\0')) {
    const commit = /^\n?\u0001(\d{1,12})\n*$/.exec(part);
    if (commit) seconds = Number(commit[1]);
    else if (part !== '' && !Number.isNaN(seconds)) times.set(join(top, part.replace(/^\n/, '')), seconds * 1000);
  }
  return times;
}
