// A golden that was not read, so that nothing is known about it.
import { defineFinding } from '../../text/defineFinding';

/** Why a golden was not read. `reason` completes "cannot be read: ". */
export type UnverifiedReason = 'unknown-repository' | 'outside' | 'link' | { readonly reason: string };

const MESSAGES: Readonly<Record<Extract<UnverifiedReason, string>, string>> = {
  'unknown-repository':
    'The goldens were not read: the index is not at .determinism/lock.json of a repository, so their location is unknown.',
  outside:
    'The goldens were not read: the repository of the index is outside the workspace folder. Open the whole repository.',
  link: 'The golden was not read: it is behind a symbolic link, and links are not followed. Replace the link with the file.',
};

/** A golden was not compared with its index. */
export const goldenUnverified = defineFinding({
  code: 'golden-unverified',
  severity: 'info',
  group: 'artifacts',
  summary:
    'A golden was not read: the location of its repository is unknown, it is outside the workspace folder or behind a symbolic link, or it cannot be read.',
  fix: 'Open the whole repository, or replace the link with the file.',
  message: ({ why }: { readonly why: UnverifiedReason }) =>
    typeof why === 'string' ? MESSAGES[why] : `The golden cannot be read: ${why.reason}.`,
});
