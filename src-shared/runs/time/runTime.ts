// When a run was. The time of a file alone says little, because a clone gives all files one time, so it is used last.
import { folderDate } from './folderDate';

/**
 * Where a time comes from, the most reliable first: the record that was kept when the run ended, a time that the artifact contains, the date in the name of
 * its folder, the commit that gave its file the content it has now, the time of the file.
 */
export type TimeSource = 'record' | 'artifact' | 'folder' | 'commit' | 'file';

/** A time in milliseconds since 1970. */
export interface RunTime {
  readonly time: number;
  readonly source: TimeSource;
  /** How exact it is, if it is not: the zone is not known, so `time` has the written digits as UTC; or only the day is known. */
  readonly about?: 'minute' | 'day';
}

/** What is known about the time of a run. Times are in milliseconds since 1970; `path` is relative to the folder that was searched. */
export interface TimeEvidence {
  readonly path: string;
  readonly recorded: number | undefined;
  /** The time in the artifact, as written. */
  readonly written: string | undefined;
  readonly committed: number | undefined;
  readonly modified: number | undefined;
}

/** The time of a run from the most reliable source; undefined where there is none. */
export function runTime({ path, recorded, written, committed, modified }: TimeEvidence): RunTime | undefined {
  if (recorded !== undefined) return { time: recorded, source: 'record' };
  const inArtifact = written === undefined ? undefined : writtenTime(written);
  if (inArtifact) return inArtifact;
  const dated = folderDate(path);
  if (dated) return { time: dated.time, source: 'folder', about: dated.hasClock ? 'minute' : 'day' };
  if (committed !== undefined) return { time: committed, source: 'commit' };
  return modified === undefined ? undefined : { time: modified, source: 'file' };
}

// ISO 8601 as Python writes it: with `T` or a blank, up to microseconds, and perhaps without a zone.
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?$/;

function writtenTime(text: string): RunTime | undefined {
  const [, day, minute, second = '', fraction = '', zone] = ISO.exec(text.trim()) ?? [];
  if (day === undefined) return undefined;
  const clock = minute === undefined ? '' : `T${minute}${second}${second === '' ? '' : fraction.slice(0, 4)}`;
  const offset = zone === undefined ? 'Z' : zone.replace(/(\d\d)(\d\d)$/, '$1:$2');
  const time = Date.parse(`${day}${clock === '' ? 'T00:00' : clock}${offset}`);
  if (Number.isNaN(time) || !isDay(day)) return undefined;
  const about = minute === undefined ? 'day' : zone === undefined ? 'minute' : undefined;
  return { time, source: 'artifact', ...(about && { about }) };
}

// Date.parse takes the 30th of February for the second of March.
const isDay = (text: string): boolean => new Date(`${text}T00:00Z`).toISOString().startsWith(text);
