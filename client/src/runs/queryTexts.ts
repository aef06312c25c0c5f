// The texts of the order and the grouping of the view of runs. Independent of VS Code.
import type { RunGrouping, RunTreeQuery } from '../../../src-shared/protocol/views';
import { t } from '../ui/l10n';
import type { Choice } from '../ui/quickPick';

type Sort = NonNullable<RunTreeQuery['sort']>;

/** The orders to choose from; the newest first is the usual one. */
export const sortChoices = (): Choice<Sort>[] => [
  { label: t('Time, newest first'), value: { key: 'time', descending: true } },
  { label: t('Time, oldest first'), value: { key: 'time', descending: false } },
  { label: t('Metric, lowest first'), value: { key: 'metric', descending: false } },
  { label: t('Metric, highest first'), value: { key: 'metric', descending: true } },
  { label: t('Name, A to Z'), value: { key: 'name', descending: false } },
  { label: t('Name, Z to A'), value: { key: 'name', descending: true } },
  { label: t('Seed, lowest first'), value: { key: 'seed', descending: false } },
  { label: t('Seed, highest first'), value: { key: 'seed', descending: true } },
];

/** The groupings to choose from; the first is the usual one. */
export const groupChoices = (): Choice<RunGrouping>[] => [
  { label: t('Versions of the spec'), value: 'spec' },
  { label: t('Seeds'), description: t('mean and spread of runs that differ only in their seed'), value: 'seed' },
  { label: t('Tags'), value: 'tag' },
];

/** What is unusual about the groups and the order of a query, as sentences; empty for nothing. */
export function queryText({ sort, group }: RunTreeQuery): string {
  const isUsual = sort === undefined || (sort.key === 'time' && sort.descending);
  const order = sortChoices().find(({ value }) => value.key === sort?.key && value.descending === sort?.descending);
  return [
    ...(group === 'seed' ? [t('Grouped by seed.')] : group === 'tag' ? [t('Grouped by tag.')] : []),
    ...(isUsual || !order ? [] : [t('Sorted by {0}.', order.label.toLowerCase())]),
  ].join(' ');
}
