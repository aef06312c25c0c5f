// Codicons. They are decoration: the word beside them says the same.
import { el } from './dom';

/** An icon of the codicon font, hidden from screen readers. */
export function icon(name: string, extraClass = ''): HTMLElement {
  return el('span', { class: `codicon codicon-${name} ${extraClass}`.trim(), attrs: { 'aria-hidden': true } });
}
