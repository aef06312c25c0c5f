// What the status bar says about a spec or a run. Knows nothing of VS Code.
import type { SpecState } from '../../src-shared/protocol/requests';
import type { RunItem } from '../../src-shared/protocol/views';
import { shortHash } from './shortHash';

/** The text with its icon, what a screen reader says, and the three lines of the tooltip. */
export interface StatusText {
  readonly text: string;
  readonly spoken: string;
  readonly tooltip: readonly [string, string, string];
}

const click = 'Click for what can be done now.';

/** What is shown for a spec, or for a lock by the spec that it locks. */
export function specStatus(state: SpecState): StatusText {
  const hash = state.configHash;
  if (hash === null)
    return { text: '$(error) no hash', spoken: 'KynML: no hash', tooltip: ['CONFIG_HASH none', state.message, click] };
  const unsaved = state.unsaved ? ' (unsaved)' : '';
  const { text, spoken } = lockText(state, shortHash(hash), unsaved);
  return { text, spoken: `KynML: ${spoken}`, tooltip: [`CONFIG_HASH ${hash}${unsaved}`, lockLine(state), click] };
}

function lockText({ lock }: SpecState, hash: string, unsaved: string): { text: string; spoken: string } {
  switch (lock.state) {
    case 'locked':
      return { text: `$(lock) ${hash}${unsaved}`, spoken: `${hash}, locked${unsaved}` };
    case 'drifted':
      return { text: `$(warning) drift${unsaved}`, spoken: `${hash}, drifted from its lock${unsaved}` };
    case 'missing':
      return { text: `$(unlock) ${hash}${unsaved}`, spoken: `${hash}, not locked${unsaved}` };
    default:
      return { text: `$(question) ${hash}${unsaved}`, spoken: `${hash}, its lock cannot be judged${unsaved}` };
  }
}

function lockLine(state: SpecState): string {
  const { lock } = state;
  if (lock.state === 'locked') return `Locked in ${baseName(lock.uri)}`;
  if (lock.state === 'missing') return 'Not locked';
  if (lock.state !== 'drifted') return state.message;
  return `Drifted: ${baseName(lock.uri)} holds ${lock.lockedHash === null ? 'another hash' : shortHash(lock.lockedHash)}`;
}

const baseName = (uri: string | null): string => decodeURIComponent(uri?.split('/').at(-1) ?? 'its lock');

const belongs = { current: 'current', stale: 'older spec', unknown: 'unknown spec' } as const;
const icons = { current: '$(pass)', stale: '$(history)', unknown: '$(question)' } as const;

/** What is shown for a run manifest. */
export function runStatus(run: RunItem): StatusText {
  const hash = run.configHash === null ? 'no hash' : shortHash(run.configHash);
  return {
    text: `${icons[run.state]} ${hash}`,
    spoken: `KynML: run of ${hash}, ${belongs[run.state]}`,
    tooltip: [`CONFIG_HASH ${run.configHash ?? 'none'}`, runLine(run), click],
  };
}

function runLine(run: RunItem): string {
  const metric = run.metric === '' ? '' : `, ${run.metric}`;
  if (run.state === 'current') return `Run of ${run.spec ?? 'a spec'} as it is now${metric}`;
  if (run.state === 'stale') return `Run of an older version of ${run.spec ?? 'a spec'}${metric}`;
  return `Run of no spec that is known here${metric}`;
}
