// A spec that changed since it was locked.
import { type ChangesSinceVersion, changesText, NOT_SETTINGS, notLockedText } from '../../kyn/training/specChanges';
import { defineFinding } from '../../text/defineFinding';
import { isHash, shortHash } from '../../text/hashForm';
import { oneLine } from '../../text/oneLine';
import type { Span } from '../../text/span';

/** The CONFIG_HASH that a lock pins, and that of its spec; undefined where one of them is missing. */
interface LockedSpec {
  /** The path of the lock for people. A spec may have several locks, so each report names its own; absent where the text is not a file. */
  readonly lock: string | undefined;
  readonly locked: string | undefined;
  readonly current: string | undefined;
  /** The settings that differ; undefined where the locked text is not available. */
  readonly changes?: ChangesSinceVersion | undefined;
  readonly span: Span;
}

interface Drift {
  readonly lock?: string | undefined;
  readonly locked: string;
  readonly current: string;
  readonly changes?: ChangesSinceVersion | undefined;
}

// Without the locked text nothing is claimed about the settings.
function effectText(changes: Drift['changes']): string {
  if (!changes) return '.';
  if (changes === 'broken')
    return '. It is not known which settings changed, because one of the versions has syntax errors.';
  const { settings } = changes;
  return settings.length === 0
    ? `, but every setting of the file is equal: only ${NOT_SETTINGS} changed.${notLockedText(changes)}`
    : `: ${changesText(settings)}.${notLockedText(changes)}`;
}

/** The lock pins another version of the spec. */
export const lockDrift = defineFinding({
  code: 'lock-drift',
  severity: 'warning',
  group: 'locks',
  summary:
    'The spec differs from the version that its lock pins: the CONFIG_HASH is different. Shown on the spec and on `config_hash` of the lock.',
  fix: 'Regenerate the lock to accept the change, or see what changed.',
  message: ({ lock, locked, current, changes }: Drift) =>
    `Spec changed since it was locked${lock === undefined ? '' : ` in ${oneLine(lock)}`} (locked: ${shortHash(locked)}, current: ${shortHash(current)})${effectText(changes)} Regenerate the lock to accept the change, or see what changed.`,
  *find({ lock, locked, current, changes, span }: LockedSpec) {
    if (locked !== undefined && isHash(locked) && current !== undefined && locked !== current)
      yield { facts: { lock, locked, current, changes }, span };
  },
});
