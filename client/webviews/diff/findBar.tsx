// The find field: text, number of matches, next, previous, close.
import { el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';

/** What the find field does. */
export interface FindActions {
  /** The text changed. */
  readonly search: () => void;
  readonly step: (step: 1 | -1) => void;
  readonly close: () => void;
}

/** The state of a search. `at` is the index of the current match, -1 without one. */
export interface FindStatus {
  readonly at: number;
  readonly count: number;
  /** Further matches in hidden rows. */
  readonly hidden: number;
  /** The sentence of the row of the current match. */
  readonly spoken: string;
}

/** The find field. It is outside of the page, which is replaced by each rendering. */
export class FindBar {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly status = el('span', { class: 'findStatus', attrs: { role: 'status' } });

  constructor(actions: FindActions, text: string) {
    const label = t('Find in all rows');
    const attrs = { type: 'text', 'aria-label': label, placeholder: label, spellcheck: 'false', autocomplete: 'off' };
    this.input = el('input', { class: 'findInput', attrs });
    this.input.value = text;
    this.input.addEventListener('input', () => actions.search());
    this.element = el('div', { class: 'find', attrs: { role: 'search', hidden: true } }, [
      this.input,
      this.status,
      button('arrow-up', t('Previous match'), () => actions.step(-1)),
      button('arrow-down', t('Next match'), () => actions.step(1)),
      button('close', t('Close'), actions.close),
    ]);
    this.element.addEventListener('keydown', event => {
      // The key belongs to an input method, e.g. Enter that commits its text.
      if (event.isComposing) return;
      if (event.key === 'Escape') actions.close();
      else if (event.key === 'Enter' && event.target === this.input) actions.step(event.shiftKey ? -1 : 1);
      else return;
      event.preventDefault();
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Shows or hides the field. */
  set isOpen(open: boolean) {
    this.element.hidden = !open;
  }

  /** Moves the focus to the field, with its text selected. */
  focus(): void {
    this.input.focus();
    this.input.select();
  }

  /** Shows the number of matches, and announces the current one. */
  show(status: FindStatus): void {
    const spoken = status.spoken && el('span', { class: 'unseen' }, [`: ${status.spoken}`]);
    const hasText = this.text !== '';
    this.status.replaceChildren(hasText ? statusText(status) : '', spoken);
    this.status.classList.toggle('findNothing', hasText && status.count === 0);
  }

  get text(): string {
    return this.input.value;
  }
}

function statusText({ at, count, hidden }: FindStatus): string {
  const place = count === 0 ? t('No results') : t('{0} of {1}', at + 1, count);
  return hidden === 0 ? place : `${place}, ${t('{0} hidden', hidden)}`;
}

function button(iconName: string, label: string, onClick: () => void): HTMLElement {
  const attrs = { type: 'button', 'aria-label': label };
  return el('button', { class: 'action findAction', title: label, attrs, onClick }, [icon(iconName)]);
}
