// The choices of the user about columns.
import type {
  FromRunsWebview,
  RunColumnGroup,
  RunTableColumn,
  RunTableView,
} from '../../../src-shared/protocol/runTableView';
import { t } from '../shared/l10n';
import { movedColumn, NAME } from './arrange';
import type { TableState } from './tableState';

type Choices = Extract<FromRunsWebview, { type: 'chooseColumns' }>['columns'];

/** All columns as choices. `shown`: those in the table. */
export function columnChoices(view: RunTableView, shown: readonly RunTableColumn[]): Choices {
  const keys = new Set(shown.map(c => c.key));
  return view.columns
    .filter(({ key }) => key !== NAME)
    .map(column => ({
      key: column.key,
      label: column.title,
      note: [groupText(column.group), ...hiddenText(column)].join(', '),
      isShown: keys.has(column.key),
    }));
}

function groupText(group: RunColumnGroup): string {
  switch (group) {
    case 'run':
      return t('run');
    case 'settings':
      return t('setting');
    case 'data':
      return t('data');
    case 'environment':
      return t('environment');
    case 'recorded':
      return t('recorded');
    case 'metrics':
      return t('metric');
  }
}

function hiddenText({ hidden, values }: RunTableColumn): string[] {
  if (hidden === undefined) return [];
  if (hidden === 'repeats') return [t('same as another column')];
  return [values[0] ? t('equal everywhere: {0}', values[0].text) : t('no run has it')];
}

/** The choices after the user chose which columns are shown. */
export function chosenColumns(
  view: RunTableView | undefined,
  state: TableState,
  keys: readonly string[],
): Pick<TableState, 'hidden' | 'shown'> {
  const wanted = new Set(keys);
  const [hidden, shown] = [new Set(state.hidden), new Set(state.shown)];
  for (const { key, hidden: reason } of view?.columns ?? []) {
    if (key === NAME) continue;
    hidden.delete(key);
    shown.delete(key);
    if (wanted.has(key) && reason !== undefined) shown.add(key);
    if (!wanted.has(key) && reason === undefined) hidden.add(key);
  }
  return { hidden: [...hidden], shown: [...shown] };
}

/** The choices after a column was hidden. One that is shown on request is then not shown any more. */
export function withHidden({ hidden, shown }: TableState, key: string): Pick<TableState, 'hidden' | 'shown'> {
  return shown.includes(key)
    ? { hidden, shown: shown.filter(k => k !== key) }
    : { hidden: [...new Set([...hidden, key])], shown };
}

/** The order of columns after one was moved: by one place, or to the place of another. */
export function withMoved(columns: readonly RunTableColumn[], key: string, to: 'left' | 'right' | string): string[] {
  const keys = columns.map(c => c.key).filter(k => k !== NAME);
  const from = keys.indexOf(key);
  const target = to === 'left' ? from - 1 : to === 'right' ? from + 1 : keys.indexOf(to);
  return movedColumn(columns, key, target);
}
