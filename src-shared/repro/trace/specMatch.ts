// The places of a text with a CONFIG_HASH.
import type { StoredVersion } from '../git/git';

/** A file of the working tree with the text. Paths of all matches are absolute. */
export interface FileMatch {
  readonly place: 'file';
  readonly path: string;
}

/** A text that runs kept. `path`: the file that has it; `spec` and `date`: the spec from which the newest of these runs was made, and when (ISO 8601). */
export interface KeptMatch {
  readonly place: 'kept';
  readonly path: string;
  readonly spec?: string;
  readonly date?: string;
}

/** A commit that gives a file the text. `path`: where the file was in the work tree with the folder `top`. */
export interface CommitMatch {
  readonly place: 'commit';
  readonly path: string;
  readonly commit: string;
  readonly date?: string;
  readonly author: string;
  readonly top: string;
  readonly version: StoredVersion;
}

/** One place of a text. */
export type SpecMatch = FileMatch | KeptMatch | CommitMatch;

/** All places of a text, newest first, and what could not be searched, as sentences: only without them, no match means that there is none. */
export interface SpecTrace {
  readonly matches: readonly SpecMatch[];
  readonly gaps: readonly string[];
  /** Whether there was a repository to search. */
  readonly isInRepository: boolean;
}

/** The matches, newest first: what is there now, then by date, then commits without a valid one. Matches of one time keep their order. */
export function newestFirst(matches: readonly SpecMatch[]): readonly SpecMatch[] {
  const timeOf = (match: SpecMatch): number => {
    const time = match.place === 'file' || match.date === undefined ? Number.NaN : Date.parse(match.date);
    if (!Number.isNaN(time)) return time;
    return match.place === 'commit' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  };
  const timed = matches.map(match => [timeOf(match), match] as const);
  return timed.sort(([a], [b]) => (a === b ? 0 : b - a)).map(([, match]) => match);
}
