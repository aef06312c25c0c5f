// What is said about a spec that was not read by a search for a CONFIG_HASH.
import { isAbsent } from '../../host/linkFailure';
import { reasonText, type TextFailure } from '../../host/readText';

/** The sentence about a spec that was not read, if it may have the hash: one that is not UTF-8 has none, and one that was deleted is not there. */
export const unreadText = (reason: TextFailure, label: string): readonly string[] =>
  isAbsent(reason) || reason === 'not-utf8' || reason === 'utf-16'
    ? []
    : [`${label} was not read: ${reasonText(reason)}.`];
