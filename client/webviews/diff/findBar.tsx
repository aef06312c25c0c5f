// The find field: text, number of matches, next, previous, close.
import type { RefObject, TargetedKeyboardEvent, VNode } from 'preact';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';

/** What the find field does. */
export interface FindActions {
  /** The text changed. */
  readonly search: (text: string) => void;
  readonly step: (step: 1 | -1) => void;
  readonly close: () => void;
}

/** The state of a search. `at` is the index of the current match, -1 without one. */
export interface FindStatus {
  readonly at: number;
  readonly count: number;
  /** Further matches in hidden rows. */
  readonly hidden: number;
  /** The sentence of the row of the current match, which is announced. */
  readonly spoken: string;
}

/** What the find field shows. */
export interface FindBarProps {
  readonly isOpen: boolean;
  readonly text: string;
  readonly status: FindStatus;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly actions: FindActions;
}

/** The find field. It is outside of the page, so that the selection of all rows does not contain it. */
export function FindBar({ isOpen, text, status, input, actions }: FindBarProps): VNode {
  const label = t('Find in all rows');
  const isSearching = isOpen && text !== '';
  const isFruitless = isSearching && status.count === 0;
  return (
    <div class="find" role="search" hidden={!isOpen} onKeyDown={event => handleKey(event, input, actions)}>
      <input
        ref={input}
        class="findInput"
        type="text"
        aria-label={label}
        placeholder={label}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={event => actions.search(event.currentTarget.value)}
      />
      <span class={isFruitless ? 'findStatus findNothing' : 'findStatus'} role="status">
        {isSearching ? statusText(status) : ''}
        {status.spoken !== '' && <span class="unseen">{`: ${status.spoken}`}</span>}
      </span>
      <FindButton icon="arrow-up" label={t('Previous match')} onClick={() => actions.step(-1)} />
      <FindButton icon="arrow-down" label={t('Next match')} onClick={() => actions.step(1)} />
      <FindButton icon="close" label={t('Close')} onClick={actions.close} />
    </div>
  );
}

function handleKey(
  event: TargetedKeyboardEvent<HTMLElement>,
  input: RefObject<HTMLInputElement | null>,
  { step, close }: FindActions,
): void {
  // The key belongs to an input method, e.g. Enter that commits its text.
  if (event.isComposing) return;
  if (event.key === 'Escape') close();
  else if (event.key === 'Enter' && event.target === input.current) step(event.shiftKey ? -1 : 1);
  else return;
  event.preventDefault();
}

function statusText({ at, count, hidden }: FindStatus): string {
  const place = count === 0 ? t('No results') : t('{0} of {1}', at + 1, count);
  return hidden === 0 ? place : `${place}, ${t('{0} hidden', hidden)}`;
}

interface FindButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly onClick: () => void;
}

function FindButton({ icon, label, onClick }: FindButtonProps): VNode {
  return (
    <button type="button" class="action findAction" title={label} aria-label={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
