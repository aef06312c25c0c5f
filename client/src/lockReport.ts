// The state of a lock in words, for Check Lock: what it is, what it means, what can be done. Knows nothing of VS Code.
import { commands } from '../../src-shared/protocol/commands';
import type { SpecState } from '../../src-shared/protocol/requests';
import { shortHash } from './shortHash';
import type { Action, Level } from './tell';

/** A message with its actions. */
export interface Report {
  readonly level: Level;
  readonly text: string;
  readonly actions: readonly Action[];
}

/** What Check Lock says about a spec. `name` and `lockName` are for people. */
export function lockReport(state: SpecState, name: string, lockName: string): Report {
  const { lock, configHash } = state;
  if (configHash === null) return { level: 'error', text: state.message, actions: [] };
  const hash = `${shortHash(configHash)}${state.unsaved ? ' (unsaved)' : ''}`;
  switch (lock.state) {
    case 'locked':
      return { level: 'information', text: `${name} is locked: ${hash} is what ${lockName} holds.`, actions: [] };
    case 'drifted':
      return { level: 'warning', text: driftText(state, name), actions: driftActions(state.uri) };
    case 'missing':
      return { level: 'information', text: `${name} is not locked (${hash}).`, actions: [create(state.uri)] };
    default:
      return { level: 'warning', text: state.message, actions: open(lock.uri) };
  }
}

/** One sentence about a spec that is not what was locked. */
export function driftText(state: SpecState, name: string): string {
  const now = state.configHash === null ? 'no hash' : shortHash(state.configHash);
  const locked = state.lock.lockedHash === null ? 'unknown' : shortHash(state.lock.lockedHash);
  return `${name} changed since it was locked (locked ${locked}, now ${now}${state.unsaved ? ', unsaved' : ''}).`;
}

const create = (uri: string): Action => ({ title: 'Create lock', command: commands.createLock, args: [uri] });

const driftActions = (uri: string): readonly Action[] => [
  { title: 'Regenerate lock', command: commands.regenerateLock, args: [uri] },
  { title: 'Show what changed', command: commands.showDrift, args: [uri] },
];

const open = (lock: string | null): readonly Action[] => (lock === null ? [] : [{ title: 'Open lock', open: lock }]);
