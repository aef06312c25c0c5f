// The result of Check Lock: the state of a lock and the actions that follow. Independent of VS Code.
import { commands } from '../../../src-shared/protocol/commands';
import type { SpecState } from '../../../src-shared/protocol/requests';
import { shortHash } from '../../../src-shared/text/hashForm';
import { t } from '../ui/l10n';
import type { Action, Level } from '../ui/showMessage';

/** A message with its actions. */
export interface LockNotification {
  readonly level: Level;
  readonly text: string;
  readonly actions: readonly Action[];
}

/** The result of Check Lock. `name` and `lockName` are display names. */
export function lockNotification(state: SpecState, name: string, lockName: string): LockNotification {
  const { lock, configHash } = state;
  if (configHash === null) return { level: 'error', text: state.message, actions: [] };
  const hash = state.unsaved ? t('{0} (unsaved)', shortHash(configHash)) : shortHash(configHash);
  switch (lock.state) {
    case 'locked':
      return {
        level: 'information',
        text: t('{0} is locked: its hash {1} matches {2}.', name, hash, lockName),
        actions: [],
      };
    case 'drifted':
      return { level: 'warning', text: driftMessage(state, name), actions: driftActions(state.uri) };
    case 'missing':
      return { level: 'information', text: t('{0} is not locked ({1}).', name, hash), actions: [create(state.uri)] };
    default:
      return { level: 'warning', text: state.message, actions: open(lock.uri) };
  }
}

/** Message for a spec that drifted from its lock. */
export function driftMessage(state: SpecState, name: string): string {
  const now = state.configHash === null ? t('no hash') : shortHash(state.configHash);
  const locked = state.lock.lockedHash === null ? t('unknown') : shortHash(state.lock.lockedHash);
  return state.unsaved
    ? t('{0} changed since it was locked (locked: {1}, current: {2}, unsaved).', name, locked, now)
    : t('{0} changed since it was locked (locked: {1}, current: {2}).', name, locked, now);
}

const create = (uri: string): Action => ({ title: t('Create lock'), command: commands.createLock, args: [uri] });

const driftActions = (uri: string): readonly Action[] => [
  { title: t('Regenerate lock'), command: commands.regenerateLock, args: [uri] },
  { title: t('Show what changed'), command: commands.showDrift, args: [uri] },
];

const open = (lock: string | null): readonly Action[] => (lock === null ? [] : [{ title: t('Open lock'), open: lock }]);
