// The quick pick items of runs: time, metric and spec version. Independent of VS Code.
import type { RunItem } from '../../../src-shared/protocol/views';
import { t } from '../ui/l10n';
import { shortHash } from '../ui/shortHash';

/** One item of the quick pick. */
export interface RunPickItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly value: string;
}

/** The item of a run; `isBackup`: it is the copy of an overwritten manifest. */
export function runPickItem(run: RunItem, isBackup: boolean): RunPickItem {
  const hash = run.configHash === null ? t('no hash') : shortHash(run.configHash);
  const facts = [run.metric, hash, stateText(run)].filter(fact => fact !== '');
  return {
    label: localTime(run.time),
    description: facts.join(' · '),
    detail: isBackup ? backupText(run) : run.label,
    value: run.uri,
  };
}

function stateText({ state }: RunItem): string {
  if (state === 'current') return `$(pass) ${t('current')}`;
  return state === 'stale' ? `$(history) ${t('stale')}` : `$(question) ${t('unknown spec')}`;
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

/** `2026-04-18 17:30` in local time; the text itself when it is not a valid time. */
export function localTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}
