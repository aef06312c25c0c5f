// The switch "Only differences" and the number of hidden values.
import type { VNode } from 'preact';
import type { DiffView } from '../../../src-shared/protocol/views';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';
import type { Actions } from './actions';
import { countSentence } from './differs';

/** What the switch shows and does. */
export interface FilterProps {
  readonly view: DiffView;
  readonly onlyDifferences: boolean;
  readonly onChange: Actions['setOnlyDifferences'];
}

/** The switch for the whole page. */
export function Filter({ view, onlyDifferences, onChange }: FilterProps): VNode {
  return (
    <div class="filter">
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          data-key="only"
          checked={onlyDifferences}
          onChange={event => onChange(event.currentTarget.checked)}
        />
        <span class="box">
          <Icon name="check" />
        </span>
        {t('Only differences')}
      </label>
      <span class="count">{countSentence(view, onlyDifferences)}</span>
    </div>
  );
}
