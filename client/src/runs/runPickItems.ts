// The quick pick items of runs: time, metric and spec version. Independent of VS Code.
import { systemZone } from '../../../src-shared/host/node/systemZone';
import { localClock } from '../../../src-shared/protocol/clock';
import type { RunItem } from '../../../src-shared/protocol/views';
import { shortHash } from '../../../src-shared/text/hashForm';
import { t } from '../ui/l10n';

/** One item of the quick pick. */
export interface RunPickItem {
  readonly icon: string;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly value: string;
}

/** The item of a run; `isBackup`: it is the copy of an overwritten manifest. */
export function runPickItem(run: RunItem, isBackup: boolean): RunPickItem {
  const facts = [run.metric, ...identityTexts(run)].filter(fact => fact !== '');
  return {
    icon: run.fingerprint ? 'beaker' : icons[run.state],
    label: localTime(run.time),
    description: facts.join(' · '),
    detail: isBackup ? backupText(run) : run.label,
    value: run.uri,
  };
}

// The hash and the state of a run; the fingerprint and the kind of anything else.
function identityTexts(run: RunItem): string[] {
  const { configHash, fingerprint } = run;
  if (fingerprint) return [fingerprint.short ?? t('no fingerprint'), fingerprint.title];
  return [configHash === null ? t('no hash') : shortHash(configHash), stateText(run)];
}

const icons = { current: 'pass', stale: 'history', unknown: 'question' } as const;

function stateText({ state }: RunItem): string {
  if (state === 'current') return t('current');
  return state === 'stale' ? t('stale') : t('unknown spec');
}

const backupText = ({ spec }: RunItem): string =>
  spec === undefined ? t('copy of an overwritten manifest') : t('copy of an overwritten manifest, {0}', spec);

/** The runs of the workspace and the backups, newest first, without backups of runs that still exist. */
export function distinctRuns(runs: readonly RunItem[], isBackup: (run: RunItem) => boolean): readonly RunItem[] {
  const here = runs.filter(run => !isBackup(run));
  return runs.filter(run => !isBackup(run) || !here.some(other => isSameRun(run, other)));
}

// A backup has the time of its manifest; file systems round times, hence 2 ms.
const isSameRun = (one: RunItem, other: RunItem): boolean =>
  one.configHash === other.configHash && Math.abs(Date.parse(one.time) - Date.parse(other.time)) <= 2;

const clock = localClock(systemZone);

/** `2026-04-18 17:30 +02:00` in local time; the text itself when it is not a valid time. */
export const localTime = (iso: string): string => clock.time(Date.parse(iso)) || iso;
