import type { ReadFailure } from './host';
import type { TextFailure } from './readText';

/** Why a symbolic link to nothing cannot be read. git-annex keeps content in `.git/annex`, and its links lead there also while the content is not here. */
export const linkFailure = (target: string): Extract<ReadFailure, 'broken-link' | 'not-in-annex'> =>
  target.includes('.git/annex/objects/') ? 'not-in-annex' : 'broken-link';

/** Whether there is nothing to read at a path: no entry, or a link to nothing. */
export const isAbsent = (reason: TextFailure): reason is 'missing' | 'broken-link' | 'not-in-annex' =>
  reason === 'missing' || reason === 'broken-link' || reason === 'not-in-annex';
