// When files were committed with the content that they have now. Read-only; the caller decides whether git may run.
import type { GitFailure, Host } from '../../host/host';
import { join } from '../../host/paths';
import { filtersOff } from './filtersOff';
import { logText, PLAIN_LOG, parseLog } from './specLog';

/** The time of the commit that gave each file its current content, in milliseconds since 1970, by absolute path; or why git did not answer. */
export type CommittedTimes = { readonly ok: true; readonly times: ReadonlyMap<string, number> } | GitFailure;

const MAX_COMMITS = 50_000;

const JSON_FILES = ['--', ':(top)*.json'];
const CONTENTS = ['-c', '-z', '--raw', '--no-abbrev', '--no-renames', '--diff-filter=AM', '--format=%x01%H %aI'];
const LOG = [...PLAIN_LOG, 'log', ...CONTENTS, `--max-count=${MAX_COMMITS}`, ...JSON_FILES];
const TRACKED_FILES = ['ls-files', '-z', '-t', '--stage', '--modified', '--full-name', ...JSON_FILES];

const NONE: CommittedTimes = { ok: true, times: new Map() };

/**
 * Reads the history of HEAD for the JSON files of a repository, whose top folder is given, with three git commands for all files, or one where none was
 * committed. Times are those at which the authors committed.
 */
export async function committedTimes(host: Host, top: string): Promise<CommittedTimes> {
  const log = await host.git(top, LOG);
  if (!log.ok) return log;
  const { versions } = parseLog(logText(host, log.stdout));
  if (versions.length === 0) return NONE;
  const quiet = await filtersOff(host, top);
  if (!quiet) return NONE;
  if ('ok' in quiet) return quiet;
  const tracked = await host.git(top, [...quiet, ...TRACKED_FILES]);
  if (!tracked.ok) return tracked;
  const blobs = unchangedFiles(logText(host, tracked.stdout));
  const times = new Map<string, number>();
  // Newest first. A file that was tracked once and is not now may have any content.
  for (const { path, blob, date } of versions) {
    const place = join(top, path);
    if (blobs.get(path) === blob && !times.has(place)) times.set(place, Date.parse(date ?? ''));
  }
  // A commit may state no valid date, or one after the year 9999.
  return { ok: true, times: new Map([...times].filter(([, time]) => !Number.isNaN(time))) };
}

/** The object ids of the files whose content is that of the index. A changed file is listed a second time, with another letter. */
function unchangedFiles(listed: string): Map<string, string> {
  const blobs = new Map<string, string>();
  for (const entry of listed.split('\0')) {
    const [, state = '', blob = '', path = ''] = ENTRY.exec(entry) ?? [];
    if (state === UNCHANGED) blobs.set(path, blob);
    else blobs.delete(path);
  }
  return blobs;
}

const ENTRY = /^(\S) \d+ ([0-9a-f]+) \d\t(.+)$/s;
const UNCHANGED = 'H';
