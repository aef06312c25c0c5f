// How many runs and columns the table shows, and how many are hidden.
import type { VNode } from 'preact';
import { t } from '../shared/l10n';
import type { ShownColumns } from './arrange';
import { runCount } from './words';

/** What the footer counts. */
export interface FooterProps {
  readonly shown: number;
  readonly total: number;
  /** The number of runs in groups over seeds. */
  readonly grouped: number | undefined;
  readonly selected: number;
  readonly columns: ShownColumns;
}

/** The footer. */
export function Footer({ shown, total, grouped, selected, columns }: FooterProps): VNode {
  const runs = grouped === undefined ? runCount(total) : groupCount(total, runCount(grouped));
  const parts = [
    shown === total ? runs : t('{0} of {1}', shown, runs),
    ...(selected > 0 ? [t('{0} selected', selected)] : []),
    columnWords(columns),
  ];
  return <footer class="footer quiet">{parts.join(' · ')}</footer>;
}

const groupCount = (groups: number, runs: string): string =>
  groups === 1 ? t('1 group over seeds with {0}', runs) : t('{0} groups over seeds with {1}', groups, runs);

function columnWords({ total, equal, repeats, byUser }: ShownColumns): string {
  const all = total === 1 ? t('1 column') : t('{0} columns', total);
  const reasons = [
    ...(equal > 0 ? [t('equal everywhere {0}', equal)] : []),
    ...(repeats > 0 ? [t('same as another {0}', repeats)] : []),
    ...(byUser > 0 ? [t('hidden by you {0}', byUser)] : []),
  ];
  return reasons.length === 0 ? all : t('{0}, {1} hidden ({2})', all, equal + repeats + byUser, reasons.join(', '));
}
