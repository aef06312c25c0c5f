// A spec that changed since it was locked.
import { defineFinding } from '../../text/defineFinding';
import type { Span } from '../../text/span';
import { isHash, shortHash } from '../hash/configHash';

/** The CONFIG_HASH that a lock pins, and that of its spec; undefined where one of them is missing. */
interface LockedSpec {
  readonly locked: string | undefined;
  readonly current: string | undefined;
  readonly span: Span;
}

/** The lock pins another version of the spec. */
export const lockDrift = defineFinding({
  code: 'lock-drift',
  severity: 'warning',
  group: 'locks',
  summary:
    'The spec differs from the version that its lock pins: the CONFIG_HASH is different. Shown on the spec and on `config_hash` of the lock.',
  fix: 'Regenerate the lock to accept the change, or see what changed.',
  message: ({ locked, current }: { readonly locked: string; readonly current: string }) =>
    `Spec changed since it was locked (locked: ${shortHash(locked)}, current: ${shortHash(current)}). Regenerate the lock to accept the change, or see what changed.`,
  *find({ locked, current, span }: LockedSpec) {
    if (locked !== undefined && isHash(locked) && current !== undefined && locked !== current)
      yield { facts: { locked, current }, span };
  },
});
