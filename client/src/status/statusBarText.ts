// The texts of the status bar for a spec or a run. Independent of VS Code.
import type { SpecState } from '../../../src-shared/protocol/requests';
import type { FingerprintItem, RunItem } from '../../../src-shared/protocol/views';
import { shortHash } from '../../../src-shared/text/hashForm';
import { t } from '../ui/l10n';

/** The text, the codicon before it, the label for screen readers, and the three lines of the tooltip. */
export interface StatusText {
  readonly icon: string;
  readonly text: string;
  readonly spoken: string;
  readonly tooltip: readonly [string, string, string];
}

const click = () => t('Click to show the available actions.');

/** The status of a spec. A lock shows the status of its spec. */
export function specStatus(state: SpecState): StatusText {
  const hash = state.configHash;
  if (hash === null)
    return {
      icon: 'error',
      text: t('no hash'),
      spoken: `KynML: ${t('no hash')}`,
      tooltip: [t('No CONFIG_HASH'), state.message, click()],
    };
  const mark = (text: string) => (state.unsaved ? t('{0} (unsaved)', text) : text);
  const { icon, text, spoken } = lockText(state, shortHash(hash));
  return {
    icon,
    text: mark(text),
    spoken: `KynML: ${mark(spoken)}`,
    tooltip: [`CONFIG_HASH ${mark(hash)}`, lockLine(state), click()],
  };
}

function lockText({ lock }: SpecState, hash: string): Pick<StatusText, 'icon' | 'text' | 'spoken'> {
  switch (lock.state) {
    case 'locked':
      return { icon: 'lock', text: hash, spoken: t('{0}, locked', hash) };
    case 'drifted':
      return { icon: 'warning', text: t('drift'), spoken: t('{0}, drifted from its lock', hash) };
    case 'missing':
      return { icon: 'unlock', text: hash, spoken: t('{0}, not locked', hash) };
    default:
      return { icon: 'question', text: hash, spoken: t('{0}, lock state unknown', hash) };
  }
}

function lockLine(state: SpecState): string {
  const { lock } = state;
  if (lock.state === 'locked') return t('Locked in {0}', baseName(lock.uri));
  if (lock.state === 'missing') return t('Not locked');
  if (lock.state !== 'drifted') return state.message;
  const name = baseName(lock.uri);
  return lock.lockedHash === null
    ? t('Drifted: {0} contains a different hash', name)
    : t('Drifted: {0} contains {1}', name, shortHash(lock.lockedHash));
}

const baseName = (uri: string | null): string =>
  uri === null ? t('its lock') : decodeURIComponent(uri.split('/').at(-1) ?? '');

const icons = { current: 'pass', stale: 'history', unknown: 'question' } as const;

/** The status of a run, or of an evaluation or session, which is not made from a spec. */
export function runStatus(run: RunItem): StatusText {
  if (run.fingerprint) return fingerprintStatus(run.fingerprint, run.metric);
  const hash = run.configHash === null ? t('no hash') : shortHash(run.configHash);
  return {
    icon: icons[run.state],
    text: hash,
    spoken: `KynML: ${spokenRun(run, hash)}`,
    tooltip: [run.configHash === null ? t('No CONFIG_HASH') : `CONFIG_HASH ${run.configHash}`, runLine(run), click()],
  };
}

function fingerprintStatus({ title, short }: FingerprintItem, metric: string): StatusText {
  const text = short ?? t('no fingerprint');
  return {
    icon: 'beaker',
    text,
    spoken: `KynML: ${title}, ${text}`,
    tooltip: [short === null ? t('No fingerprint') : t('Fingerprint {0}', short), described(title, metric), click()],
  };
}

const described = (title: string, metric: string): string => {
  const name = title.charAt(0).toUpperCase() + title.slice(1);
  return metric === '' ? name : `${name}, ${metric}`;
};

function spokenRun({ state, imports }: RunItem, hash: string): string {
  if (imports)
    return imports === 'changed' ? t('run of {0}, imports changed', hash) : t('run of {0}, imports not known', hash);
  if (state === 'current') return t('run of {0}, current', hash);
  return state === 'stale' ? t('run of {0}, older spec', hash) : t('run of {0}, unknown spec', hash);
}

const runLine = (run: RunItem): string => (run.metric === '' ? runOf(run) : `${runOf(run)}, ${run.metric}`);

function runOf({ state, imports, spec = t('a spec') }: RunItem): string {
  if (imports === 'changed') return t('Run of {0}, of which an imported file changed since', spec);
  if (imports) return t('Run of {0}; what it imported then is not known', spec);
  if (state === 'current') return t('Run of the current version of {0}', spec);
  return state === 'stale' ? t('Run of an older version of {0}', spec) : t('Run of an unknown spec');
}
