// What people call the files that are listed as runs.
import type { Kind } from '../artifacts/kind';

/** `run` for what is made from a spec; the title of its kind for anything else, for example `evaluation report`. */
export const runNoun = ({ hashField, title }: Pick<Kind, 'hashField' | 'title'>): string =>
  hashField === undefined ? title : 'run';
