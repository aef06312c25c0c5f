// The whole page for the last message: verdict, switch, metrics and sections.
import type { DiffView } from '../../../src-shared/protocol/views';
import type { ToDiffWebview } from '../../../src-shared/protocol/webview';
import { el } from '../shared/dom';
import { t } from '../shared/l10n';
import type { Actions, ScreenState } from './actions';
import { countSentence } from './differs';
import { failureElement } from './failure';
import { filterElement } from './filter';
import { headerElement } from './header';
import { metricsSection } from './metrics';
import { diffSection } from './sections';
import { verdictElement } from './verdict';

/** The elements of the page, from top to bottom. */
export function pageElements(message: ToDiffWebview, state: ScreenState, actions: Actions): HTMLElement[] {
  if (message.type === 'failure') return [failureElement(message, actions)];
  const { view } = message;
  return [
    headerElement(view, state, actions),
    verdictElement(view),
    filterElement(view, state, actions),
    ...(nothingToList(view, state) ? [nothingDiffers()] : groups(view, state, actions)),
  ];
}

/** The announcement for screen readers when the view changes. */
export function announcement(message: ToDiffWebview): string {
  if (message.type === 'failure') return message.message;
  return `${message.view.verdictText}. ${countSentence(message.view, false)}`;
}

function groups(view: DiffView, state: ScreenState, actions: Actions): HTMLElement[] {
  const sections = view.sections.map(section => diffSection(section, state, actions));
  const metrics = view.hasMetrics ? [metricsSection(view, state, actions)] : [];
  return [...metrics, ...sections.filter(section => section !== undefined)];
}

function nothingToList(view: DiffView, state: ScreenState): boolean {
  return state.onlyDifferences && view.differing + view.equalProblems === 0 && view.total > 0;
}

function nothingDiffers(): HTMLElement {
  return el('p', { class: 'quiet nothing' }, [t('Turn off “Only differences” to see them.')]);
}
