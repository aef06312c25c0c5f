// The texts about the places of a spec. Independent of VS Code.
import type { TracedSpec } from '../../../src-shared/protocol/traceRequests';
import { shortHash } from '../../../src-shared/text/hashForm';
import { t } from '../ui/l10n';
import { localTime } from '../ui/localTime';
import type { Choice } from '../ui/quickPick';

/** The item of a place in the quick pick: what it is, when and by whom, and the path. */
export function placeChoice<T extends TracedSpec>(match: T): Choice<T> {
  const { date, author, label } = match;
  const facts = [date === undefined ? '' : localTime(date), author ?? ''].filter(fact => fact !== '');
  return {
    icon: ICONS[match.place],
    label: placeName(match),
    description: facts.join(' · '),
    detail: label,
    value: match,
  };
}

const ICONS = { file: 'file', kept: 'archive', commit: 'git-commit' } as const;

function placeName({ place, commit = '' }: TracedSpec): string {
  if (place === 'file') return t('working tree');
  return place === 'kept' ? t('kept by a run') : t('commit {0}', shortHash(commit));
}

/** What a version is that was opened. `run`: display name of the run. */
export function openedText({ label, commit, date, author = '' }: TracedSpec, run: string): string {
  const time = date === undefined ? '' : localTime(date);
  if (commit !== undefined)
    return t('{0} was made from {1} as in commit {2} ({3}, {4}).', run, label, shortHash(commit), time, author);
  return time === ''
    ? t('{0} was made from a text that is only in {1}, where a run kept it.', run, label)
    : t('{0} was made from an earlier text of {1}, which a run kept ({2}).', run, label, time);
}

/** The title of an opened version; `name` is the file name of the spec. */
export const versionTitle = ({ commit }: TracedSpec, name: string): string =>
  commit === undefined ? t('{0} (kept by a run)', name) : t('{0} (commit {1})', name, shortHash(commit));
