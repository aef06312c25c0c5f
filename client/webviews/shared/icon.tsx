// Codicons. They are decorative: a text next to them has the same meaning.
import { el } from './dom';

/** A codicon, hidden from screen readers. */
export function icon(name: string, extraClass = ''): HTMLElement {
  return el('span', { class: `codicon codicon-${name} ${extraClass}`.trim(), attrs: { 'aria-hidden': true } });
}
