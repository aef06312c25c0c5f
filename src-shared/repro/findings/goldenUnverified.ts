// A golden that was not read, so that nothing is known about it.
import { defineFinding } from '../../text/defineFinding';

/** Why a golden was not read. `reason` completes "cannot be read: " for the golden, or for a folder above it, relative to the repository. */
export type UnverifiedReason =
  | 'unknown-repository'
  | 'outside'
  | 'link'
  | { readonly reason: string; readonly folder?: string };

const MESSAGES: Readonly<Record<Extract<UnverifiedReason, string>, string>> = {
  'unknown-repository':
    'The goldens were not read: the index is not at .determinism/lock.json of a repository, so their location is unknown.',
  outside:
    'The goldens were not read: the repository of the index is outside the workspace folder. Open the whole repository.',
  link: 'The golden was not read: it is behind a symbolic link, and links are not followed. Replace the link with the file.',
};

/** Why a golden was not read, as sentences. */
export function unverifiedText(why: UnverifiedReason): string {
  if (typeof why === 'string') return MESSAGES[why];
  if (why.folder === undefined) return `The golden cannot be read: ${why.reason}.`;
  return `The goldens were not read: the folder ${why.folder} cannot be read (${why.reason}).`;
}

/** A golden was not compared with its index. */
export const goldenUnverified = defineFinding({
  code: 'golden-unverified',
  severity: 'info',
  group: 'artifacts',
  summary:
    'A golden was not read: the location of its repository is unknown, it is outside the workspace folder or behind a symbolic link, or it or its folder cannot be read.',
  fix: 'Open the whole repository, replace the link with the file, or make the golden readable.',
  message: ({ why }: { readonly why: UnverifiedReason }) => unverifiedText(why),
});
