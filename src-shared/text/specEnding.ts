// How the files of specs are named. The case of the ending does not count, as in editors.

/** Matches the ending of the path or URI of a spec. */
export const SPEC_ENDING = /\.kyn$/i;

/** The names of specs as a glob: editors compare globs by case. */
export const SPEC_GLOB = '*.[kK][yY][nN]';
